using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PartnerRegistry.Http;

/// <summary>The OpenAPI document of the registry.</summary>
internal static class RegistryDocument
{
    public static void AddRegistryDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new() { Title = "Partner registry", Version = "v1" };
                        document.Servers = [];
                        document.Components ??= new();
                        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                        {
                            ["key"] = new OpenApiSecurityScheme
                            {
                                Type = SecuritySchemeType.Http,
                                Scheme = "bearer",
                                Description = "An API key, as Authorization: Bearer KEY.",
                            },
                        };
                        document.Security = [new() { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
                        return Task.CompletedTask;
                    }
                );
                options.AddOperationTransformer(AddHeaders);
                options.AddSchemaTransformer(NameOwnForms);
            }
        );

    private static Task AddHeaders(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        foreach (var header in context.Description.ActionDescriptor.EndpointMetadata.OfType<TakesHeader>())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = header.Name,
                    In = ParameterLocation.Header,
                    Description = header.Description,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                }
            );
        }

        return Task.CompletedTask;
    }

    // The words come from a converter of our own, which the schema exporter can't look into.
    private static Task NameOwnForms(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. EnumWords.All(type).Select(word => (JsonNode)word)];
        }
        else if (type == typeof(DateTimeOffset))
        {
            var isOptional = type != context.JsonTypeInfo.Type;
            schema.Type = isOptional ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
            schema.Format = "date-time";
        }

        return Task.CompletedTask;
    }
}

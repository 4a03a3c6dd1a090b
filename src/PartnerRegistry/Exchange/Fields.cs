using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using PartnerRegistry.Http;

namespace PartnerRegistry.Exchange;

/// <summary>An object of a file, taken apart field by field, so that everything wrong with it is told, each by its name.</summary>
/// <param name="path">Where it stands in its record; empty for the record itself.</param>
/// <param name="tell">Takes a field and what is wrong with it.</param>
internal sealed class Fields(JsonObject json, string path, Action<string, string> tell)
{
    private static readonly Dictionary<string, string> Takes = new(StringComparer.Ordinal)
    {
        ["targetDate"] = "takes a day, such as 2026-12-31",
        ["lastConfirmed"] = "takes a moment, such as 2026-11-18T07:05:00Z",
        ["recordedAt"] = "takes a moment, such as 2026-11-18T07:05:00Z",
        ["announcedAt"] = "takes a moment, such as 2026-11-18T07:05:00Z",
        ["sample"] = "takes true or false",
        ["owner"] = """takes {"id": "…", "name": "…", "email": "…"}""",
        ["managers"] = """takes a list of {"id": "…", "name": "…", "email": "…"}""",
        ["aliases"] = "takes a list of texts",
        ["members"] = "takes a list of texts",
        ["restrictedTo"] = """takes {"people": ["…"], "groups": ["…"]}""",
    };

    public JsonObject Json => json;

    public bool Has(string name) => json.ContainsKey(name);

    public void Tell(string name, string whatAndHow) => tell(At(name), whatAndHow);

    /// <summary>A field, which is gone from here then; the default where it is left out, null or wrong.</summary>
    public T? Take<T>(string name)
    {
        if (!json.Remove(name, out var value) || value is null)
        {
            return default;
        }

        try
        {
            return value.Deserialize<T>(WireFormat.Options);
        }
        catch (JsonException wrong)
        {
            Tell(name, wrong);
            return default;
        }
    }

    /// <summary>The id of something within a partner; null where it is left out.</summary>
    public string? TakeId()
    {
        var id = Take<string>("id");
        if (id is not null && !Rules.IsSlug(id))
        {
            Tell("id", "takes 1 to 64 of a-z, 0-9 and hyphen, beginning with a letter or digit");
        }

        return id;
    }

    /// <summary>A field by itself, with its name.</summary>
    public Fields Split(string name)
    {
        json.Remove(name, out var value);
        return new(new() { [name] = value }, path, tell);
    }

    /// <summary>Tells of a field that the API knows and a file doesn't.</summary>
    public void Refuse(string name, string whatAndHow)
    {
        if (json.Remove(name))
        {
            Tell(name, whatAndHow);
        }
    }

    /// <summary>Lets the fields that are left out say what is known.</summary>
    public void Fill(JsonObject known)
    {
        foreach (var (name, value) in known)
        {
            if (!json.ContainsKey(name))
            {
                json[name] = value?.DeepClone();
            }
        }
    }

    /// <summary>The objects of a list; none where it is left out.</summary>
    public List<Fields> TakeList(string name)
    {
        if (!json.Remove(name, out var value) || value is null)
        {
            return [];
        }

        if (value is JsonArray list && list.All(entry => entry is JsonObject))
        {
            return [.. list.Select((entry, index) => new Fields((JsonObject)entry!, $"{At(name)}[{index}]", tell))];
        }

        Tell(name, "takes a list of objects, [{…}]");
        return [];
    }

    /// <summary>The objects of an object, by their names; none where it is left out.</summary>
    public List<(string Name, Fields Fields)> TakeMap(string name)
    {
        if (!json.Remove(name, out var value) || value is null)
        {
            return [];
        }

        if (value is JsonObject map && map.All(entry => entry.Value is JsonObject))
        {
            return
            [
                .. map.Select(entry =>
                    (entry.Key, new Fields((JsonObject)entry.Value!, $"{At(name)}.{entry.Key}", tell))
                ),
            ];
        }

        Tell(name, """takes objects by name, {"…": {…}}""");
        return [];
    }

    /// <summary>All that is left, as the body that the API takes and by its rules; null where something is wrong.</summary>
    public T? TakeRest<T>(IValidator<T> validator)
        where T : class => TakeRest(rest => rest.Deserialize<T>(WireFormat.Options)!.Checked(validator));

    /// <param name="read">Reads what is left; may throw <see cref="JsonException"/> and <see cref="RegistryProblem"/>.</param>
    public T? TakeRest<T>(Func<JsonObject, T> read)
        where T : class
    {
        try
        {
            return read(json);
        }
        catch (JsonException)
        {
            TellEach<T>();
        }
        catch (RegistryProblem problem)
        {
            foreach (var (field, texts) in problem.Errors)
            {
                Tell(field, string.Join("; ", texts));
            }
        }

        return null;
    }

    // Reading stops at the first wrong field, so that the others are found by reading each alone.
    private void TellEach<T>()
    {
        foreach (var (name, value) in json)
        {
            try
            {
                new JsonObject { [name] = value?.DeepClone() }.Deserialize<T>(WireFormat.Options);
            }
            catch (JsonException wrong)
            {
                Tell(wrong.Path is { Length: > 2 } inner ? inner[2..] : name, wrong);
            }
        }
    }

    private void Tell(string name, JsonException wrong)
    {
        var said = JsonProblem.WhatAndHow(wrong);
        Tell(
            name,
            said.StartsWith(EnumWords.Takes, StringComparison.Ordinal)
            || wrong.Message.Contains("any .NET member", StringComparison.Ordinal)
                ? said
                : Takes.GetValueOrDefault(
                    name.Split('.', '[')[0],
                    "takes a value of another kind; what export writes shows which"
                )
        );
    }

    private string At(string name) => path.Length == 0 ? name : $"{path}.{name}";
}

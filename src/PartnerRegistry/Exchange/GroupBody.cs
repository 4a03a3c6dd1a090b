using FluentValidation;
using PartnerRegistry.Http;

namespace PartnerRegistry.Exchange;

/// <summary>A group of people. Groups come from files alone, so that the API has no body for them.</summary>
internal sealed record GroupBody(string? Name, IReadOnlyList<string>? Members)
{
    internal sealed class Validator : AbstractValidator<GroupBody>
    {
        public static readonly Validator Instance = new();

        private Validator()
        {
            RuleFor(body => body.Name).Text(200);
            RuleForEach(body => body.Members).Text(200);
        }
    }
}

namespace PartnerBot.Asking;

/// <summary>One kind of question. A topic is one file in <c>Topics/</c> and its words in each language's resources.</summary>
public interface ITopic
{
    /// <summary>The name used in the API, in actions and as the key of the topic's words: lower case, one word.</summary>
    string Name { get; }

    /// <summary>It is asked of partners: words after its name are read as theirs, and with none named it is about the last one asked about.</summary>
    bool AboutPartners => false;

    /// <summary>It is told of the partners named after its name; with none named it may be about all.</summary>
    bool MayNamePartners => AboutPartners;

    /// <summary>Where "all" is said, it is about all partners, and needs none named.</summary>
    bool MayBeOfAll => false;

    /// <summary>It changes what the asker is told from then on, and has an <see cref="Order"/>.</summary>
    bool IsOrder => false;

    /// <summary>Its name is also said in asking for something more exact: "list the requirements".</summary>
    bool IsGeneral => false;

    /// <summary>Where words speak for two topics equally, the higher is meant.</summary>
    int Precedence => 0;

    /// <summary>The answer; its <see cref="Message.Text"/> is the first sentence alone, or empty, and the <see cref="Answerer"/> adds the rest.
    /// Where a partner is not found any more, the words are read anew without it, so what is said of it is never shown.</summary>
    /// <exception cref="Registry.RegistryUnavailableException">Nothing usable came from the registry and nothing was known from before.</exception>
    Task<Message> AnswerAsync(Question question, VisiblePartners partners, CancellationToken cancellationToken);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using PartnerRegistry.Http;

namespace PartnerRegistry.Exchange;

/// <summary>
/// Reads a JSON document, or a bare array of partners, one record at a time: memory holds the record that is read and no more.
/// </summary>
internal sealed class JsonRecords(Stream input, Problems problems)
{
    private const int LargestRecord = 16 * 1024 * 1024;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private bool begun;
    private bool ended;
    private int line = 1;
    private JsonReaderState state;

    /// <exception cref="UnreadableException">The JSON breaks; what came before has been handed out.</exception>
    public IEnumerable<FileRecord> Read()
    {
        var root = Next(whole: false);
        if (root.Type is JsonTokenType.StartArray)
        {
            foreach (var record in ReadList(Section.Partners))
            {
                yield return record;
            }
        }
        else if (root.Type is JsonTokenType.StartObject)
        {
            foreach (var record in ReadSections())
            {
                yield return record;
            }
        }
        else
        {
            throw new UnreadableException(
                root.Line,
                root.Type is JsonTokenType.None
                    ? "the file is empty; export writes one to start from"
                    : """the file takes {"programmes": […], "groups": […], "partners": […]} or a list of partners"""
            );
        }

        Next(whole: false);
    }

    private IEnumerable<FileRecord> ReadSections()
    {
        while (Next(whole: false) is { Type: JsonTokenType.PropertyName } name)
        {
            if (!EnumWords.TryParse(name.Text, out Section section))
            {
                problems.Add(
                    name.Line,
                    $"there is no section \"{Problems.Show(name.Text)}\"; the sections are programmes, groups and partners"
                );
                Next(whole: true);
                continue;
            }

            var list = Next(whole: false);
            if (list.Type is not JsonTokenType.StartArray)
            {
                throw new UnreadableException(list.Line, $"{name.Text} takes a list, […]");
            }

            foreach (var record in ReadList(section))
            {
                yield return record;
            }
        }
    }

    private IEnumerable<FileRecord> ReadList(Section section)
    {
        while (Next(whole: true) is { Type: not JsonTokenType.EndArray } item)
        {
            if (item.Fields is { } fields)
            {
                yield return new(section, item.Line, fields);
            }
            else if (item.Type is not JsonTokenType.StartObject)
            {
                problems.Add(item.Line, "an entry of the list takes an object, {…}");
            }
        }
    }

    /// <param name="whole">Takes an object or list with all that it holds.</param>
    private Token Next(bool whole)
    {
        while (true)
        {
            try
            {
                if (TryRead(whole, out var token))
                {
                    return token;
                }
            }
            catch (JsonException broken)
            {
                throw new UnreadableException((int)(broken.LineNumber ?? 0) + 1, Explain(broken));
            }

            Fill();
        }
    }

    private bool TryRead(bool whole, out Token token)
    {
        var unread = buffer.AsSpan(start, end - start);
        if (ended && !begun && IsBlank(unread))
        {
            token = new(JsonTokenType.None, 1, "", null);
            return true;
        }

        var reader = new Utf8JsonReader(unread, ended, state);
        if (!reader.Read())
        {
            token = new(JsonTokenType.None, line, "", null);
            return ended;
        }

        var (type, at) = (reader.TokenType, (int)reader.TokenStartIndex);
        var text = type is JsonTokenType.PropertyName ? reader.GetString()! : "";
        if (whole && !reader.TrySkip())
        {
            token = default;
            return false;
        }

        var startsOn = line + Lines(unread[..at]);
        var taken = unread[..(int)reader.BytesConsumed];
        token = new(
            type,
            startsOn,
            text,
            whole && type is JsonTokenType.StartObject ? Parse(taken[at..], startsOn) : null
        );
        line += Lines(taken);
        start += taken.Length;
        (state, begun) = (reader.CurrentState, true);
        return true;
    }

    private JsonObject? Parse(ReadOnlySpan<byte> record, int startsOn)
    {
        try
        {
            return JsonNode.Parse(record, documentOptions: Strict)!.AsObject();
        }
        catch (JsonException wrong)
        {
            problems.Add(startsOn, $"{Reason(wrong)}; mend it");
            return null;
        }
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (buffer.Length - end < Utf8Input.SmallestRead)
        {
            if (buffer.Length >= LargestRecord)
            {
                throw new UnreadableException(line, "this record is larger than 16 MB; split it");
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = input.Read(buffer.AsSpan(end));
        end += read;
        ended = read == 0;
    }

    private static string Explain(JsonException broken) =>
        $"the JSON breaks at byte {broken.BytePositionInLine + 1} of the line: {Reason(broken)}; mend it there";

    private static string Reason(JsonException broken) =>
        broken.Message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd('.');

    private static int Lines(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n');

    private static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    private readonly record struct Token(JsonTokenType Type, int Line, string Text, JsonObject? Fields);
}

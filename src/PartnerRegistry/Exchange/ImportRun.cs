using PartnerRegistry.Changes;
using PartnerRegistry.Groups;
using PartnerRegistry.Http;
using PartnerRegistry.Programmes;

namespace PartnerRegistry.Exchange;

/// <summary>One import at work: takes batch after batch into its edit and counts.</summary>
/// <param name="nameOf">What the file calls a field.</param>
internal sealed class ImportRun(Edit edit, Problems problems, Func<string, string> nameOf)
{
    private readonly Dictionary<(Section, string), int> lines = [];
    private readonly Tally programmes = new();
    private readonly Tally groups = new();
    private readonly Tally partners = new();

    /// <param name="batch">All of one section.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task TakeAsync(List<FileRecord> batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (batch[0].Section is Section.Partners)
        {
            await TakePartnersAsync(batch, cancellationToken);
        }

        foreach (var record in batch.Where(record => record.Section is not Section.Partners))
        {
            var wrong = false;
            var fields = new Fields(
                record.Fields,
                "",
                (field, whatAndHow) =>
                {
                    wrong = true;
                    problems.Add(record.Line, whatAndHow, nameOf(field));
                }
            );
            var take =
                record.Section is Section.Programmes
                    ? PlanProgramme(fields, record.Line)
                    : PlanGroup(fields, record.Line);
            if (!wrong)
            {
                await take(cancellationToken);
            }
        }

        await edit.SaveAsync(cancellationToken);
        edit.Db.ChangeTracker.Clear();
    }

    public ImportReport Report(ImportOptions options) =>
        new(!options.DryRun && (options.KeepGoing || problems.Count == 0), problems, programmes, groups, partners);

    private async Task TakePartnersAsync(List<FileRecord> batch, CancellationToken cancellationToken)
    {
        List<PartnerRecord> records = [];
        foreach (var line in batch)
        {
            var record = PartnerRecord.Read(line, nameOf, problems);
            if (record.Id.Length > 0 && IsFirst(Section.Partners, record.Id, line.Line, record.Fields))
            {
                records.Add(record);
            }
        }

        var known = await PartnerBatch.LoadAsync(edit.Db, records, cancellationToken);
        foreach (var record in records)
        {
            var plan = new PartnerPlan(record, known);
            if (!record.IsWrong)
            {
                var (isNew, hasChanged) = await plan.ApplyAsync(edit, cancellationToken);
                partners.Count(isNew, hasChanged);
            }
        }
    }

    private Func<CancellationToken, Task> PlanProgramme(Fields fields, int line)
    {
        var id = fields.TakeId() ?? "";
        var checklist = fields.Has("requirements")
            ? fields.Split("requirements").TakeRest(ChecklistBody.Validator.Instance)
            : null;
        var body = fields.TakeRest(ProgrammeBody.Validator.Instance);
        CheckId(Section.Programmes, id, line, fields);
        return async cancellationToken =>
        {
            var known = await edit.Db.FindProgrammeAsync(id, cancellationToken);
            var version = known?.Version;
            var programme = edit.SetName(known, id, body!.Name!);
            if (checklist is not null)
            {
                edit.SetChecklist(programme, checklist.Requirements!);
            }

            programmes.Count(known is null, programme.Version != version);
        };
    }

    private Func<CancellationToken, Task> PlanGroup(Fields fields, int line)
    {
        var id = fields.Take<string>("id") ?? "";
        var body = fields.TakeRest(GroupBody.Validator.Instance);
        CheckId(Section.Groups, id, line, fields);
        return async cancellationToken =>
        {
            var known = await edit.Db.Groups.FindAsync([id], cancellationToken);
            var group = known ?? edit.Db.Add(new Group { Id = id, Name = "" }).Entity;
            List<string> members = [.. body!.Members ?? group.Members];
            var changed = group.Name != body.Name || !group.Members.SequenceEqual(members, StringComparer.Ordinal);
            (group.Name, group.Members) = (body.Name!, members);
            groups.Count(known is null, changed);
        };
    }

    private void CheckId(Section section, string id, int line, Fields fields)
    {
        if (!PlainText.Fits(id, 200))
        {
            fields.Tell("id", "is missing; put a text of 1 to 200 characters");
        }
        else
        {
            IsFirst(section, id, line, fields);
        }
    }

    private bool IsFirst(Section section, string id, int line, Fields fields)
    {
        if (lines.TryAdd((section, id), line))
        {
            return true;
        }

        fields.Tell(
            "id",
            $"\"{Problems.Show(id)}\" stands on line {lines[(section, id)]} already; keep one of the two"
        );
        return false;
    }
}

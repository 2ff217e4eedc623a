using Grains.Spaces;
using Microsoft.AspNetCore.Mvc;
using Web.Shared.Tables;

namespace Web.Spaces.Members.Journal;

/// <summary>« Exporter »: the whole of the journal that an address describes, as a file.</summary>
public sealed class JournalExportModel(MemberServices services, JournalExport export) : MemberPage(services)
{
    public async Task<IActionResult> OnGet(string? espace, string? type, string? personne) => await Enter(espace, administrates: true) is { } refused
        ? refused
        : new TableFile(MemberTexts.JournalFile, TableFormat.Csv, JournalTable.Columns,
            JournalTable.Of(export.Read(Caller, Space.Space, JournalLabels.Filter(type, personne), HttpContext.RequestAborted)));
}

using Grains.Access;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Web.Shared.Tables;

/// <summary>
/// A table that is downloaded while it is read, however long: no block is read before the one before has left. When the right to it is lost meanwhile
/// the connection is cut: a download that ends is whole.
/// </summary>
/// <param name="name">Of the file and its sheet, without the ending.</param>
/// <param name="blocks">Of rows, see <see cref="ITableWriter"/>.</param>
public sealed class TableFile(
    string name, TableFormat format, IReadOnlyList<string> columns, IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> blocks) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var (http, cancel) = (context.HttpContext, context.HttpContext.RequestAborted);
        Describe(http.Response);
        // The archive ends each of its parts by a few bytes that it writes at once.
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body)
            body.AllowSynchronousIO = true;
        // Closed when it is whole alone: closing would finish a file that was cut.
        ITableWriter writer = format is TableFormat.Xlsx ? new XlsxTable(http.Response.Body, name) : new CsvTable(http.Response.Body);
        try
        {
            await writer.Begin(columns, cancel);
            await foreach (var block in blocks.WithCancellation(cancel))
            {
                foreach (var row in block)
                    await writer.Add(row, cancel);
                await writer.Flush(cancel);
            }
            await writer.End(cancel);
            await writer.DisposeAsync();
        }
        catch (AccessLostException)
        {
            http.Abort();
        }
    }

    private void Describe(HttpResponse response)
    {
        var file = new ContentDispositionHeaderValue("attachment");
        file.SetHttpFileName($"{name}.{(format is TableFormat.Xlsx ? "xlsx" : "csv")}");
        response.Headers.ContentDisposition = file.ToString();
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        response.Headers.CacheControl = "no-store";
        response.ContentType = format is TableFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";
    }
}

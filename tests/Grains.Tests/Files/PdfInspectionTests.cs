using System.Text;
using Silo.Files;

namespace Grains.Tests.Files;

/// <summary>What a PDF does by itself is found wherever it is hidden; what only looks like it is not.</summary>
public sealed class PdfInspectionTests
{
    [Theory]
    [InlineData("<< /S /JavaScript /JS (app.alert(1)) >>")]
    [InlineData("<< /S /J#61va#53cript >>")]
    [InlineData("<</S/JavaScript>>")]
    [InlineData("<< /A ] /S /JavaScript >>")]
    [InlineData("[ >> << /S /JavaScript >> ]")]
    [InlineData("<< /S/Launch/F(cmd.exe) >>")]
    [InlineData("<< /Names << /EmbeddedFiles 9 0 R >> >>")]
    [InlineData("<< /Type /EmbeddedFile >>")]
    [InlineData("<< /Subtype /FileAttachment /FS << /Type /Filespec /F (a.exe) /EF << /F 9 0 R >> >> >>")]
    [InlineData("<< /A << /S /SubmitForm /F (https://evil.example) >> >>")]
    [InlineData("<< /AcroForm << /XFA 9 0 R >> >>")]
    [InlineData("<< /A (a string \\) with ( brackets ) ) /JS 9 0 R >>")]
    [InlineData("<< /A <2f4a53> % a comment\n/JS 9 0 R >>")]
    [InlineData("<< /OpenAction << /S /URI /URI (https://evil.example) >> >>")]
    [InlineData("<< /OpenAction 4 0 R >>\nendobj\n4 0 obj\n<< /Type /Action /S /URI /URI (https://evil.example) >>")]
    [InlineData("<< /S /URI /URI (https://evil.example) >>\nendobj\n4 0 obj\n<< /OpenAction 2 0 R >>")]
    [InlineData("<< /AA << /O << /S /URI /URI (https://evil.example) >> >> >>")]
    [InlineData("<< /AA << /O 4 0 R >> >>\nendobj\n4 0 obj\n<< /S /URI >>")]
    [InlineData("<< /OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /URI >> >> >>")]
    [InlineData("<< /Type /Annot /A << /S /GoTo /Next 4 0 R >> >>\nendobj\n4 0 obj\n<< /S /URI >>")]
    public void What_acts_by_itself_is_refused_plain_and_in_an_object_stream(string objects)
    {
        Assert.Equal(FileRefusal.ActivePdf, Refusal(Samples.Pdf(objects)));
        var parts = objects.Split("\nendobj\n4 0 obj\n");
        var packed =
            Samples.ObjectStream(
                [.. parts.Select(p => p.Replace("4 0 R", "11 0 R", StringComparison.Ordinal).Replace("2 0 R", "10 0 R", StringComparison.Ordinal))]);
        Assert.Equal(FileRefusal.ActivePdf, Refusal(Samples.Pdf(packed)));
    }

    [Theory]
    [InlineData("<< /JSONData 1 /Launcher 2 /Encryption 3 >>")]
    [InlineData("<< /Title (the /JS and /Launch of a text) /X <2f4a53> % /JS\n >>")]
    [InlineData("<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://maison.example) >> >>")]
    [InlineData("<< /OpenAction [3 0 R /Fit] >>\nendobj\n3 0 obj\n<< /Type /Page /Annots [ << /A << /S /URI /URI (https://maison.example) >> >> ] >>")]
    [InlineData("<< /OpenAction 4 0 R >>\nendobj\n4 0 obj\n<< /S /GoTo /D [3 0 R /Fit] >>")]
    [InlineData("<< /Title (Un) /Next 4 0 R /A << /S /URI >> >>\nendobj\n4 0 obj\n<< /Title (Deux) /A << /S /URI >> >>")]
    [InlineData("<< /Length 40 >>\nstream\nBT /JS 12 Tf (/Launch objects) Tj ET\nendstream")]
    [InlineData("<< /Length 9 /N 3 /Filter /FlateDecode >>\nstream\nnot zlib!\nendstream")]
    public void What_only_looks_like_it_is_taken(string objects) => Assert.Null(Refusal(Samples.Pdf(objects)));

    [Theory]
    [InlineData("1 0 obj << /Type /Catalog >> endobj\n( never closed\n2 0 obj << /S /JavaScript >> endobj")]
    [InlineData("1 0 obj << /Type /Catalog >> endobj\n2 0 obj << /Length 99 >> stream\n3 0 obj << /S /JavaScript >> endobj\nendstream endobj")]
    [InlineData("1 0 obj << /Type /Catalog >> 2 0 obj << /S /JavaScript >>")]
    [InlineData("1 0 obj << /Type /Catalog >> endobj 2 0%\nobj << /S /JavaScript >> endobj")]
    [InlineData("1 0 obj << /Type /Catalog >> endobj 2 0\0obj<</A endobj /S/JavaScript>>endobj")]
    [InlineData("1 0 obj << /Type /Catalog >> endobj 2 0 obj << /A stream /S /JavaScript >> endobj")]
    public void Object_that_the_order_of_the_file_hides_is_found(string objects) => Assert.Equal(FileRefusal.ActivePdf, Refusal(Samples.PdfOf(objects)));

    [Fact]
    public void Object_stream_is_read_whatever_it_calls_itself_and_wherever_its_objects_overlap()
    {
        var untyped = Samples.ObjectStream("<< /S /JavaScript >>").Replace("/Type /ObjStm", "/Type /Metadata", StringComparison.Ordinal);
        var twice = Samples.ObjectStream("/Filter [/FlateDecode /Fl]", content => Samples.Deflated(Samples.Deflated(content)), "<< /S /JavaScript >>");
        var plain = Samples.ObjectStream("", content => content, "null", "<< /S /JavaScript >>");
        // The second object begins within the first: whoever cuts the first there reads neither name.
        var overlapping =
            Samples.ObjectStream("", content =>
                Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(content).Replace("11 24 ", "11 14 ", StringComparison.Ordinal)), "<<  /S   /JavaScript >>",
                    "null");

        foreach (var stream in new[] { untyped, twice, plain, overlapping })
            Assert.Equal(FileRefusal.ActivePdf, Refusal(Samples.Pdf(stream)));
    }

    [Theory]
    [InlineData("/Filter /LZWDecode")]
    [InlineData("/Filter 9 0 R")]
    [InlineData("/Filter [/FlateDecode /FlateDecode /FlateDecode]")]
    [InlineData("/Filter /FlateDecode /DecodeParms << /Predictor 12 >>")]
    [InlineData("/Filter /FlateDecode /First 0")]
    public void Object_stream_that_readers_would_not_read_alike_is_refused(string filter) =>
        Assert.Equal(FileRefusal.ComplexPdf, Refusal(Samples.Pdf(Samples.ObjectStream(filter, Samples.Deflated, "<< /S /JavaScript >>"))));

    [Fact]
    public void Place_of_the_objects_that_is_said_elsewhere_is_refused() =>
        Assert.Equal(FileRefusal.ComplexPdf, Refusal(Samples.Pdf(Samples.ObjectStream("null").Replace("/First 5", "/First 9 0 R", StringComparison.Ordinal))));

    [Theory]
    [InlineData("trailer\n<< /Root 1 0 R /Encrypt 5 0 R >>")]
    [InlineData("7 0 obj\n<< /Type /XRef /Encrypt 5 0 R >>\nstream\n\nendstream\nendobj")]
    public void Encrypted_file_is_refused_with_its_own_reason(string tail) =>
        Assert.Equal(FileRefusal.EncryptedPdf, Refusal(Samples.PdfOf($"1 0 obj\n<< /Type /Catalog >>\nendobj\n{tail}")));

    [Fact]
    public void File_without_a_catalogue_is_none() => Assert.Equal(FileRefusal.Content, Refusal(Samples.PdfOf("1 0 obj\n<< /Type /Pages >>\nendobj")));

    internal static FileRefusal? Refusal(byte[] file)
    {
        try
        {
            PdfInspection.Check(file);
            return null;
        }
        catch (FileRefusedException e)
        {
            return e.Reason;
        }
    }
}

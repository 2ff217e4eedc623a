using System.Globalization;
using CsvHelper.Configuration;

namespace Grains.Text;

/// <summary>CSV as spreadsheets in France open it. A cell that one would run is marked as text by an apostrophe.</summary>
public static class FrenchCsv
{
    public static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        Delimiter = ";",
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.Escape,
        InjectionEscapeCharacter = '\'',
        InjectionCharacters = ['=', '@', '+', '-', '\t', '\r', '\n', '＝', '＠', '＋', '－'],
    };
}

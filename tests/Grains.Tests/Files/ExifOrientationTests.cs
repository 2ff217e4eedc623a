using System.Text;
using Silo.Files;

namespace Grains.Tests.Files;

public sealed class ExifOrientationTests
{
    private const string Big = "Exif\0\0MM\0*\0\0\0\u0008";
    private const string Little = "Exif\0\0II*\0\u0008\0\0\0";

    [Theory]
    [InlineData(Big + "\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0", 6)]
    [InlineData(Little + "\u0001\0\u0012\u0001\u0003\0\u0001\0\0\0\u0008\0\0\0", 8)]
    [InlineData(Little + "\u0002\0\u000f\u0001\u0002\0\u0008\0\0\0\0\0\0\0\u0012\u0001\u0003\0\u0001\0\0\0\u0003\0\0\0", 3)]
    public void Way_up_is_found_in_either_order_of_bytes(string app1, int orientation) =>
        Assert.Equal(orientation, ExifOrientation.Alone(Encoding.Latin1.GetBytes(app1))![^7]);

    [Theory]
    [InlineData("")]
    [InlineData("Exif\0\0")]
    [InlineData("http://ns.adobe.com/xap/1.0/\0<x/>")]
    [InlineData("Exif\0\0XX\0*\0\0\0\u0008\0\u0001")]
    [InlineData("Exif\0\0MM\0*\u00ff\u00ff\u00ff\u00ff\0\u0001")] // the directory is said to lie far away
    [InlineData("Exif\0\0MM\0*\0\0\0\u0008\u00ff\u00ff")] // it is said to have 65,535 entries
    [InlineData(Big + "\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0001\0\0")] // upright
    [InlineData(Big + "\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0009\0\0")] // no such way
    [InlineData(Big + "\0\u0001\u0001\u0012\0\u0004\0\0\0\u0001\0\u0006\0\0")] // of another type
    public void Nothing_is_kept_where_nothing_turns_the_picture(string app1) => Assert.Null(ExifOrientation.Alone(Encoding.Latin1.GetBytes(app1)));
}

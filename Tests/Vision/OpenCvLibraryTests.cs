using Vitrine.Vision;
using Xunit;

namespace Vitrine.Tests.Vision;

public sealed class OpenCvLibraryTests
{
    private const string Looked = """
        Unable to load shared library 'OpenCvSharpExtern' or one of its dependencies. Consider using a tool like strace:
        /srv/OpenCvSharpExtern.so: cannot open shared object file: No such file or directory
        ANSWER
        /srv/libOpenCvSharpExtern: cannot open shared object file: No such file or directory
        """;

    [Theory]
    [InlineData("libgtk-3.so.0", "libgtk-3-0")]
    [InlineData("libopencv_core.so.406", "libopencv-core406")]
    [InlineData("libtesseract.so.5", "libtesseract5")]
    public void A_library_that_it_needs_is_named_with_its_package(string library, string package) =>
        OneLine.Says(
            Explain($"{library}: cannot open shared object file: No such file or directory"),
            $"needs {library}; run: sudo apt-get install {package}"
        );

    [Theory]
    [InlineData(
        "/lib/libc.so.6: version `GLIBC_2.39' not found (required by /srv/libOpenCvSharpExtern.so)",
        "GLIBC_2.39"
    )]
    [InlineData("/srv/libOpenCvSharpExtern.so: file too short", "file too short")]
    [InlineData(
        "/srv/libOpenCvSharpExtern.so: cannot open shared object file: No such file or directory",
        "is not there"
    )]
    public void Where_it_is_missing_or_of_another_system_the_line_tells_how_to_build_it(string answer, string why) =>
        OneLine.Says(Explain(answer), why, "VITRINE_NATIVE=1 ./vitrine edge");

    private static string Explain(string answer) =>
        OpenCvLibrary.Explain(Looked.Replace("ANSWER", answer, StringComparison.Ordinal));
}

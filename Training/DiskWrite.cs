using Vitrine.Wire;

namespace Vitrine.Training;

/// <summary>Work that writes to the disk: what fails becomes one line with what to do.</summary>
public static class DiskWrite
{
    /// <summary>Does it.</summary>
    /// <param name="what">What is written, and where; for the message.</param>
    /// <param name="next">What is left, and what to do; for the message.</param>
    /// <param name="write">Writes.</param>
    /// <exception cref="BadInputException">The disk is full, or the place cannot be written.</exception>
    public static void Do(string what, string next, Action write)
    {
        try
        {
            write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{what} could not be written: {refused.Message}; {next}", refused);
        }
    }
}

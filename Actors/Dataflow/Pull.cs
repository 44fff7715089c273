namespace Vitrine.Dataflow;

/// <summary>A reader's input: "one more, please."</summary>
internal sealed class Pull
{
    public static readonly Pull Instance = new();
}

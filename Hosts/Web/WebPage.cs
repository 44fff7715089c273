using Microsoft.Extensions.FileProviders;

namespace Vitrine.Hosts.Web;

/// <summary>A host's page.</summary>
/// <param name="Files">Its files; those that all hosts' pages share come on top.</param>
/// <param name="WhatThereIs">What is said to who asks for something else, for example "/openapi.json tells what there is".</param>
/// <param name="HasPictures">Whether it shows pictures of its own.</param>
public sealed record WebPage(IFileProvider Files, string WhatThereIs, bool HasPictures = false)
{
    internal IFileProvider All { get; } =
        new CompositeFileProvider(
            Files,
            new EmbeddedFileProvider(typeof(WebPage).Assembly, $"{typeof(WebPage).Namespace}.Page")
        );
}

using Grains.Text;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Web.Security;

/// <summary>A parameter that is bound as it was sent: a password, in which every character counts, or a text of several lines.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class VerbatimAttribute : Attribute;

/// <summary>
/// Every other text that a handler takes is a field of one line: bound without what <see cref="SingleLine"/> drops, null when nothing is left.
/// </summary>
public sealed class SingleLineBinder(IModelBinder plain) : IModelBinder
{
    public async Task BindModelAsync(ModelBindingContext bindingContext)
    {
        await plain.BindModelAsync(bindingContext);
        if (bindingContext.Result is { IsModelSet: true, Model: string sent })
            bindingContext.Result = ModelBindingResult.Success(SingleLine.Of(sent) is { Length: > 0 } line ? line : null);
    }
}

public sealed class SingleLineBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType != typeof(string) || context.BindingInfo.BindingSource == BindingSource.Body
        || context.Metadata is DefaultModelMetadata { Attributes.ParameterAttributes: { } attributes } && attributes.OfType<VerbatimAttribute>().Any()
            ? null
            : new SingleLineBinder(new SimpleTypeModelBinder(typeof(string), context.Services.GetRequiredService<ILoggerFactory>()));
}

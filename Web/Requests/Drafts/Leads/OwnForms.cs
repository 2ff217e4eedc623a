using Grains.Requests.Forms;

namespace Web.Requests.Drafts.Leads;

/// <summary>A form that is made for what was chosen in another.</summary>
/// <param name="IsOpen">The person may fill it in.</param>
public sealed record OwnForm(string Title, bool IsOpen);

/// <summary>What stands below a choice for which another form is made; drawn empty where a script fills it while one chooses.</summary>
public sealed record OwnFormView(FormView View)
{
    public FormLead? Lead => View.Said.Lead;

    public OwnForm? Own => Lead is { } lead ? View.OwnForms.GetValueOrDefault(lead.Option.Form!) : null;

    public bool IsBound => Lead?.Option.Bound is true;

    /// <summary>One may go on in another form, or not go on in this one.</summary>
    public bool IsSaid => Own is { } own && (own.IsOpen || IsBound);

    /// <summary>The choices of the page, as the script opens one after the other.</summary>
    public static IReadOnlyList<CascadeOption> Tree(FormView view) =>
        view.Form.Fields.FirstOrDefault(f => f.Cascade == 0) is { } first ? Of(view, view.Said.Options(first)) : [];

    private static IReadOnlyList<CascadeOption> Of(FormView view, IReadOnlyList<FormOption> options) =>
    [
        .. options.Select(o => new CascadeOption(
            o.Value, o.Label, o.Options is null ? null : Of(view, [.. o.Options.Where(view.Said.Offers)]), o.Form is null ? null : view.OwnForms.GetValueOrDefault(o.Form), o.Bound)),
    ];
}

/// <param name="Form">That is made for it; null for none.</param>
public sealed record CascadeOption(string Value, string Label, IReadOnlyList<CascadeOption>? Options, OwnForm? Form, bool Bound);

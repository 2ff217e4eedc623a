using Grains.Interfaces.Spaces;
using Grains.Text;

namespace Grains.Spaces;

/// <summary>A member as their row says it: the state of the space does not hold them.</summary>
public sealed record SpaceMember
{
    /// <summary>Unique in the space; of members from before invitations the key of their account.</summary>
    public string Member { get; init; } = "";

    /// <summary>Null until the person accepted.</summary>
    public string? Account { get; init; }

    public SpaceRole Role { get; init; }

    /// <summary>Sees the whole portfolio, also what is added to it later; else what is granted in rows.</summary>
    public bool Whole { get; init; }

    public UniverseRights Rights { get; init; }

    public MemberStatus Status { get; init; } = MemberStatus.Added;

    public DateTimeOffset? FromAt { get; init; }

    /// <summary>From this instant on they see nothing; administrators have none.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Where the invitation went, as typed.</summary>
    public string Email { get; init; } = "";

    /// <summary>The same in one spelling: who signs in with it may accept.</summary>
    public string Address { get; init; } = "";

    /// <summary>« Madame » or « Monsieur », as typed by who invited.</summary>
    public string Title { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string Phone { get; init; } = "";

    public string Mobile { get; init; } = "";

    public string JobTitle { get; init; } = "";

    /// <summary>Of an accountant: the SIREN of their firm.</summary>
    public string FirmSiren { get; init; } = "";

    public string FirmName { get; init; } = "";

    /// <summary>Of an accountant: the space of their firm that they accepted the mandate for, or empty. Of who has it passed on: the space that did.</summary>
    public string FirmSpace { get; init; } = "";

    /// <summary>Of a mandate that stands in its firm's space: what this space is called, folded, by which the firm's clients are listed.</summary>
    public string ClientFolded { get; init; } = "";

    /// <summary>Of who has a mandate passed on: the accountant's key in this space. Empty of everybody else.</summary>
    public string Mandate { get; init; } = "";

    /// <summary>Of who has a mandate passed on: their key in the firm's space.</summary>
    public string FirmMember { get; init; } = "";

    /// <summary>Name of who invited them.</summary>
    public string AskedBy { get; init; } = "";

    public DateTimeOffset? AskedAt { get; init; }

    public DateTimeOffset? AskedUntil { get; init; }

    /// <summary>Hash of the invitation's token, in hexadecimal.</summary>
    public string Link { get; init; } = "";

    public PersonFacts Facts => new(Title, FirstName, LastName, Email, Phone, Mobile, JobTitle);

    /// <summary>As typed; empty of members who never were invited.</summary>
    public string Name => $"{FirstName} {LastName}".Trim();

    /// <summary>Counted by the state: a space never ends without one.</summary>
    public bool Administrates => Role is SpaceRole.Administrateur && Status is MemberStatus.Added;

    /// <summary>The mandate once it stands in the space of its firm, where it is listed by its client's name.</summary>
    public SpaceMember In(string firm, string client) => this with { FirmSpace = firm, ClientFolded = firm.Length == 0 ? "" : SearchText.Normalize(client).Trim() };

    public bool IsActive(DateTimeOffset at) => Status is MemberStatus.Added && !(FromAt > at) && !(EndsAt <= at);

    /// <summary>What a role means where nothing else was said.</summary>
    public static UniverseRights Preset(SpaceRole role) => role is SpaceRole.Administrateur ? UniverseRights.All : UniverseRights.ReadAndAct;

    /// <summary>A member by their account, as the core system, a proof or a seed makes them.</summary>
    public static SpaceMember Of(Member member) => new()
    {
        Member = member.Account,
        Account = member.Account,
        Role = member.Role,
        Whole = member.Whole,
        Rights = Preset(member.Role),
    };
}

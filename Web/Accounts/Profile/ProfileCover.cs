using Grains.Contracts;
using Grains.Text;
using Web.Spaces;

namespace Web.Accounts.Profile;

/// <summary>Where an insured person lives and who is covered with them, in words: what the core system knows, and what they said since.</summary>
/// <param name="Address">Lines; none where no address is known.</param>
/// <param name="Since">Of an address that they said; empty otherwise.</param>
/// <param name="Next">The one that begins later, in a sentence; empty for none.</param>
public sealed record ProfileCover(IReadOnlyList<string> Address, string Since, string Next, IReadOnlyList<CoverBeneficiary> People)
{
    public static ProfileCover Of(InsuredCover cover, DateOnly day)
    {
        var (now, next) = (cover.AddressOn(day), cover.NextAddress(day));
        return new(
            now is not null ? Lines(now) : cover.KnownAddress.Length > 0 ? [cover.KnownAddress] : [],
            now is null ? "" : string.Format(ProfileCoverTexts.Since, FrenchDates.Day(now.From)),
            next is null ? "" : string.Format(ProfileCoverTexts.Next, FrenchDates.Day(next.From), string.Join(", ", Lines(next))),
            [
                .. InsuredCoverView.Of(cover, day).Beneficiaries,
                .. cover.BeneficiariesAfter(day).Select(b => new CoverBeneficiary(
                    b.IsAdultOn(day) ? b.FirstName : $"{b.FirstName} {b.LastName}", string.Format(ProfileCoverTexts.From, FrenchDates.Day(b.From)))),
            ]);
    }

    private static IReadOnlyList<string> Lines(DeclaredAddress address) =>
    [
        .. new[] { address.Street, address.Complement, $"{address.PostCode} {address.City}", address.Country is "France" ? "" : address.Country }
            .Where(line => line.Length > 0),
    ];
}

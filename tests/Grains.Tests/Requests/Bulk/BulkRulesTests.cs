using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests.Bulk;

namespace Grains.Tests.Requests.Bulk;

/// <summary>What an act on many requests leaves out.</summary>
public sealed class BulkRulesTests
{
    private static readonly BulkMatter Free = new(RequestStatus.Sent, null, MissesItems: false, IsMedical: false, IsComplaint: false, ChangesAccount: false);

    [Theory]
    [InlineData("free", null, null, null)]
    [InlineData("closed", RequestRefusal.AlreadyClosed, RequestRefusal.AlreadyClosed, RequestRefusal.AlreadyClosed)]
    [InlineData("mine", RequestRefusal.AlreadyThere, null, null)]
    [InlineData("another's", RequestRefusal.TakenByAnother, RequestRefusal.TakenByAnother, RequestRefusal.TakenByAnother)]
    [InlineData("missing", null, null, RequestRefusal.ItemsAsked)]
    [InlineData("medical", null, null, RequestRefusal.IsMedical)]
    [InlineData("complaint", null, null, RequestRefusal.IsComplaint)]
    [InlineData("account", null, null, RequestRefusal.ChangesAccount)]
    public void Each_act_leaves_out_what_is_not_one_of_many(string which, RequestRefusal? taking, RequestRefusal? sending, RequestRefusal? closing)
    {
        var matter = Of(which);

        Assert.Equal(taking, BulkRules.Keeps(BulkAct.TakeCharge, matter, Claire(StaffRole.Gestionnaire)));
        Assert.Equal(sending, BulkRules.Keeps(BulkAct.Transfer, matter, Claire(StaffRole.Gestionnaire)));
        Assert.Equal(closing, BulkRules.Keeps(BulkAct.Close, matter, Claire(StaffRole.Gestionnaire)));
    }

    [Fact]
    public void Supervisor_sends_on_what_another_has_and_closes_it_no_more_than_others_do()
    {
        var lucien = Claire(StaffRole.Superviseur);

        Assert.Null(BulkRules.Keeps(BulkAct.Transfer, Of("another's"), lucien));
        Assert.Equal(RequestRefusal.TakenByAnother, BulkRules.Keeps(BulkAct.Close, Of("another's"), lucien));
    }

    private static BulkMatter Of(string which) => which switch
    {
        "closed" => Free with { Status = RequestStatus.Closed },
        "mine" => Free with { Handler = "a-claire", Status = RequestStatus.InProgress },
        "another's" => Free with { Handler = "a-pauline", Status = RequestStatus.InProgress },
        "missing" => Free with { MissesItems = true },
        "medical" => Free with { IsMedical = true },
        "complaint" => Free with { IsComplaint = true },
        "account" => Free with { ChangesAccount = true },
        _ => Free,
    };

    private static Caller Claire(StaffRole role) => new("a-claire", CallerKind.Staff, Caller.StaffPortal, "Claire", "") { Role = role };
}

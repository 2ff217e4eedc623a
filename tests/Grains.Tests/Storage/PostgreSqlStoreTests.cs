namespace Grains.Tests.Storage;

public sealed class PostgreSqlCommitTests : CommitContract
{
    protected override async Task<StoreFixture> Make() => await PostgreSqlStoreFixture.Make();
}

public sealed class PostgreSqlOperationTests : OperationContract
{
    protected override async Task<StoreFixture> Make() => await PostgreSqlStoreFixture.Make();
}

public sealed class PostgreSqlClaimTests : ClaimContract
{
    protected override async Task<StoreFixture> Make() => await PostgreSqlStoreFixture.Make();
}

public sealed class PostgreSqlJobTests : JobContract
{
    protected override async Task<StoreFixture> Make() => await PostgreSqlStoreFixture.Make();
}

public sealed class PostgreSqlDeliveryTests : DeliveryContract
{
    protected override async Task<StoreFixture> Make() => await PostgreSqlStoreFixture.Make();
}

public sealed class PostgreSqlFeedTests : FeedContract
{
    protected override async Task<StoreFixture> Make() => await PostgreSqlStoreFixture.Make();
}

using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Clients;

namespace Grains.Clients;

[GrainType("client-sheet")]
public sealed class ClientSheetGrain(CommitServices services, Rights rights) : CommittingGrain<ClientSheetState>(services), IClientSheetGrain
{
    protected override string Kind => "client-sheet";

    public Task<Result<ClientSheetRefusal>> NoteReading(Caller by, OperationId operation) =>
        Answer(operation, rights.ToCall(by, ClientSheetRefusal.NotFound), State.NoteReading(Key, by, Now));
}

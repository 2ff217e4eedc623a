using Grains.Accounts;
using Grains.Commits;

namespace Silo.Files;

/// <summary>Deletes a file whose purpose is over (a decided identity document): its chunks and its claim, in one statement each.</summary>
public sealed class FileRemovalHandler(FileStore store) : IJobHandler
{
    public string Kind => AccountWork.RemoveFile;

    public Task Handle(LeasedJob job, CancellationToken cancel) => store.Remove(job.Payload, cancel);
}

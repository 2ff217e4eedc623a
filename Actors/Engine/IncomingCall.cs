using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Actors.Engine;

/// <summary>A call as its grain's filter sees it.</summary>
internal sealed class IncomingCall(Call call, Activation activation) : IIncomingGrainCallContext
{
    public object Grain => activation.Instance!;

    public IGrainContext TargetContext => activation;

    public GrainId? SourceId => call.Flow?.Turn?.Target.GrainId;

    public GrainId TargetId => activation.GrainId;

    public string InterfaceName => call.Method.Contract.FullName!;

    public string MethodName => call.Method.Name;

    public MethodInfo InterfaceMethod => call.Method.ContractMethod;

    public MethodInfo ImplementationMethod => call.Method.ImplementationOn(activation.Class.Type);

    public object? Result
    {
        get => call.Result;
        set => call.Result = value;
    }

    public Task Invoke() => call.InvokeAsync(activation.Instance!).AsTask();
}

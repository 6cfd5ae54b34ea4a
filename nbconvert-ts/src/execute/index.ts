/** A kernel's process and client, for programs that speak to a kernel message by message. */
export { KernelClient, type MessageLimits, type MessageListener } from './KernelClient';
export { KernelProcess, type KernelCommand, type KernelExit } from './KernelProcess';
export { startKernel, type Kernel, type KernelOptions } from './startKernel';
export { withTimeout } from './withTimeout';
export * from './OutputCollector';

/*
 * A filter of system calls in the Linux kernel's own form (`struct sock_filter`, linux/filter.h;
 * offsets of `struct seccomp_data`, linux/seccomp.h). It is written by hand: a plain system lacks
 * libseccomp, its bindings for Node need a compiler, and this table is short enough to review.
 */

/** The numbers of system calls that are refused, or looked at more closely. */
interface Calls {
  /** The kernel's name for this kind of processor: AUDIT_ARCH_*. */
  architecture: number;
  clone: number;
  clone3: number;
  refused: number[];
  /** exit, exit_group */
  exits: number[];
  /** Those that send a signal, with the place of the signal among the arguments. */
  signals: (readonly [call: number, argument: number])[];
}

/** As in the kernel's tables: asm/unistd_64.h, and asm-generic/unistd.h for arm64. */
const tables: Partial<Record<NodeJS.Architecture, Calls>> = {
  x64: {
    architecture: 0xc000003e,
    clone: 56,
    clone3: 435,
    // fork, vfork, ptrace, mount, umount2, add_key, request_key, keyctl, unshare, perf_event_open,
    // setns, process_vm_readv, process_vm_writev, bpf, userfaultfd, io_uring_setup
    refused: [57, 58, 101, 165, 166, 248, 249, 250, 272, 298, 308, 310, 311, 321, 323, 425],
    exits: [60, 231],
    // kill, tkill, rt_sigqueueinfo, pidfd_send_signal; tgkill, rt_tgsigqueueinfo
    signals: [
      [62, 1],
      [200, 1],
      [129, 1],
      [424, 1],
      [234, 2],
      [297, 2],
    ],
  },
  arm64: {
    architecture: 0xc00000b7,
    clone: 220,
    clone3: 435,
    // umount2, mount, unshare, ptrace, add_key, request_key, keyctl, perf_event_open, setns,
    // process_vm_readv, process_vm_writev, bpf, userfaultfd, io_uring_setup
    refused: [39, 40, 97, 117, 217, 218, 219, 241, 268, 270, 271, 280, 282, 425],
    exits: [93, 94],
    // As above.
    signals: [
      [129, 1],
      [130, 1],
      [138, 1],
      [424, 1],
      [131, 2],
      [240, 2],
    ],
  },
};

const number = 0;
const architecture = 4;
const argument = (index: number): number => 16 + 8 * index;

const load = 0x20;
const jumpIfEqual = 0x15;
const jumpIfAtLeast = 0x35;
const jumpIfAnyBit = 0x45;
const and = 0x54;
const answer = 0x06;

const allow = 0x7fff0000;
const kill = 0x80000000;
const refuse = 0x00050000;
const EPERM = 1;
const ENOSYS = 38;

const SIGKILL = 9;
const CLONE_THREAD = 0x10000;
/** From here on x86 has a second numbering of the same calls, x32. */
const x32 = 0x40000000;

/**
 * A filter that allows threads, but no other processes, and none of the calls that have helped
 * programs to escape from sandboxes. It ends a program that sends SIGKILL, or ends as if it had
 * been killed: only the grader and the system kill, and the grader can tell them from the program.
 *
 * @throws Error on a processor whose numbers are not listed here
 */
export function seccompFilter(processor: NodeJS.Architecture = process.arch): Buffer {
  const calls = tables[processor];
  if (!calls) throw new Error(`No filter of system calls is known for ${processor}.`);
  const program: number[][] = [
    [load, 0, 0, architecture],
    [jumpIfEqual, 1, 0, calls.architecture],
    [answer, 0, 0, kill],
    [load, 0, 0, number],
    [jumpIfAtLeast, 0, 1, x32],
    [answer, 0, 0, refuse | ENOSYS],
    // The C library then falls back on clone, whose flags can be checked.
    [jumpIfEqual, 0, 1, calls.clone3],
    [answer, 0, 0, refuse | ENOSYS],
    ...calls.refused.flatMap((call) => [
      [jumpIfEqual, 0, 1, call],
      [answer, 0, 0, refuse | EPERM],
    ]),
    ...calls.exits.flatMap((call) => [
      [jumpIfEqual, 0, 5, call],
      [load, 0, 0, argument(0)],
      [and, 0, 0, 0xff],
      [jumpIfEqual, 0, 1, 128 + SIGKILL],
      [answer, 0, 0, kill],
      [answer, 0, 0, allow],
    ]),
    ...calls.signals.flatMap(([call, index]) => [
      [jumpIfEqual, 0, 4, call],
      [load, 0, 0, argument(index)],
      [jumpIfEqual, 0, 1, SIGKILL],
      [answer, 0, 0, kill],
      [answer, 0, 0, allow],
    ]),
    [jumpIfEqual, 0, 3, calls.clone],
    [load, 0, 0, argument(0)],
    [jumpIfAnyBit, 1, 0, CLONE_THREAD],
    [answer, 0, 0, refuse | EPERM],
    [answer, 0, 0, allow],
  ];
  const bytes = Buffer.alloc(8 * program.length);
  program.forEach(([code, yes, no, value], index) => {
    bytes.writeUInt16LE(code!, 8 * index);
    bytes.writeUInt8(yes!, 8 * index + 2);
    bytes.writeUInt8(no!, 8 * index + 3);
    bytes.writeUInt32LE(value! >>> 0, 8 * index + 4);
  });
  return bytes;
}

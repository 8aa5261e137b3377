#define _GNU_SOURCE
#include "CSandbox.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/// Flags of open(2) that write, create or empty a file.
#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY))

/// Calls that always fail.
static const int forbidden[] = {
    // Programs and processes. `clone` is examined below.
    SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kill, SYS_tkill,
    SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_unshare, SYS_setns, SYS_setsid, SYS_setpgid, SYS_personality,
    // The network and other ways to talk to processes.
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_sendto, SYS_sendmsg,
    SYS_sendmmsg, SYS_shmget, SYS_shmat, SYS_msgget, SYS_msgsnd, SYS_semget, SYS_semop, SYS_mq_open,
    // The file system.
    SYS_truncate, SYS_mkdirat, SYS_mknodat, SYS_unlinkat, SYS_symlinkat, SYS_linkat, SYS_renameat2, SYS_fchmod,
    SYS_fchmodat, SYS_fchown, SYS_fchownat, SYS_utimensat, SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr,
    SYS_lremovexattr, SYS_fremovexattr, SYS_open_by_handle_at, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot,
    SYS_swapon, SYS_swapoff, SYS_quotactl, SYS_acct,
    // A terminal accepts typed characters through ioctl.
    SYS_ioctl,
    // The kernel.
    SYS_bpf, SYS_perf_event_open, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_init_module, SYS_finit_module,
    SYS_delete_module, SYS_reboot, SYS_kexec_load, SYS_syslog, SYS_settimeofday, SYS_clock_settime, SYS_adjtimex,
    SYS_sethostname, SYS_setdomainname, SYS_fanotify_init,
#ifdef SYS_renameat
    SYS_renameat,
#endif
#ifdef __x86_64__
    SYS_fork, SYS_vfork, SYS_creat, SYS_mkdir, SYS_rmdir, SYS_mknod, SYS_unlink, SYS_symlink, SYS_link, SYS_rename,
    SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat, SYS_iopl, SYS_ioperm, SYS_modify_ldt,
#endif
#ifdef SYS_userfaultfd
    SYS_userfaultfd,
#endif
#ifdef SYS_pidfd_send_signal
    SYS_pidfd_send_signal,
#endif
#ifdef SYS_pidfd_getfd
    SYS_pidfd_getfd,
#endif
#ifdef SYS_io_uring_setup
    SYS_io_uring_setup,
#endif
#ifdef SYS_fchmodat2
    SYS_fchmodat2,
#endif
#ifdef SYS_open_tree
    SYS_open_tree, SYS_move_mount, SYS_fsopen, SYS_fsmount, SYS_fsconfig,
#endif
};

/// Calls whose arguments are in memory, where a filter cannot examine them. The C library uses older calls if the
/// system seems not to have these.
static const int unknown[] = {
#ifdef SYS_clone3
    SYS_clone3,
#endif
#ifdef SYS_openat2
    SYS_openat2,
#endif
};

// The kernel's own numbers, once more: a filter with those of another machine would forbid nothing that matters.
#ifdef __x86_64__
_Static_assert(AUDIT_ARCH_X86_64 == 0xC000003E, "the architecture of x86-64");
_Static_assert(SYS_execve == 59 && SYS_clone == 56 && SYS_openat == 257 && SYS_tgkill == 234 && SYS_ioctl == 16 &&
                   SYS_prlimit64 == 302 && SYS_socket == 41 && SYS_unlinkat == 263 && SYS_seccomp == 317,
               "the system calls of x86-64");
#else
_Static_assert(AUDIT_ARCH_AARCH64 == 0xC00000B7, "the architecture of arm64");
_Static_assert(SYS_execve == 221 && SYS_clone == 220 && SYS_openat == 56 && SYS_tgkill == 131 && SYS_ioctl == 29 &&
                   SYS_prlimit64 == 261 && SYS_socket == 198 && SYS_unlinkat == 35 && SYS_seccomp == 277,
               "the system calls of arm64");
#endif

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELD(name) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, name))
/// The lower half of an argument; both architectures are little-endian.
#define ARGUMENT(index) FIELD(args[index])
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define FAIL(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
/// Skips so many instructions if the loaded value is another one.
#define UNLESS(value, skipped) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), 0, skipped)

/// Allows a call if an argument has none of the flags; otherwise it fails.
#define WITHOUT_FLAGS(call, index, flags) \
    UNLESS(call, 4), ARGUMENT(index), BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (uint32_t)(flags), 1, 0), ALLOW, FAIL(EPERM)

bool sandbox_enter(bool allThreads) {
    const struct sock_filter start[] = {
        FIELD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        FIELD(nr),
#ifdef __x86_64__
        // The same calls have other numbers in the x32 interface.
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        FAIL(ENOSYS),
        WITHOUT_FLAGS(SYS_open, 1, WRITING),
#endif
        WITHOUT_FLAGS(SYS_openat, 2, WRITING),
        // Threads, but no processes.
        UNLESS(SYS_clone, 4),
        ARGUMENT(0),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1),
        ALLOW,
        FAIL(EPERM),
        // Signals to itself only: `abort` sends one. Process 0 does not exist.
        UNLESS(SYS_tgkill, 4),
        ARGUMENT(0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)getpid(), 0, 1),
        ALLOW,
        FAIL(EPERM),
        // Limits of itself only: process 0 means the caller.
        UNLESS(SYS_prlimit64, 4),
        ARGUMENT(0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1),
        ALLOW,
        FAIL(EPERM),
    };
    struct sock_filter filter[COUNT(start) + 2 * (COUNT(forbidden) + COUNT(unknown)) + 1];
    size_t count = 0;
    for (size_t index = 0; index < COUNT(start); index++) filter[count++] = start[index];
    for (size_t index = 0; index < COUNT(forbidden); index++) {
        filter[count++] = (struct sock_filter)UNLESS(forbidden[index], 1);
        filter[count++] = (struct sock_filter)FAIL(EPERM);
    }
    for (size_t index = 0; index < COUNT(unknown); index++) {
        filter[count++] = (struct sock_filter)UNLESS(unknown[index], 1);
        filter[count++] = (struct sock_filter)FAIL(ENOSYS);
    }
    filter[count++] = (struct sock_filter)ALLOW;

    struct sock_fprog program = {.len = (unsigned short)count, .filter = filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    unsigned long flags = allThreads ? SECCOMP_FILTER_FLAG_TSYNC : 0;
#ifdef SECCOMP_FILTER_FLAG_SPEC_ALLOW
    // Older kernels otherwise slow down the process's own code.
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags | SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program) == 0)
        return true;
#endif
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program) == 0;
}

uint32_t sandbox_architecture(void) { return ARCHITECTURE; }

bool sandbox_forbids(int call) {
    for (size_t index = 0; index < COUNT(forbidden); index++)
        if (forbidden[index] == call) return true;
    return false;
}

#else

uint32_t sandbox_architecture(void) { return 0; }

bool sandbox_forbids(int call) {
    (void)call;
    return false;
}

bool sandbox_enter(bool allThreads) {
    (void)allThreads;
    return false;
}

#endif

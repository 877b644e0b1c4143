/**
 * Where something is mounted.
 *
 * @param mountInfo text of `/proc/self/mountinfo`, in which blanks and backslashes are octal
 * @see https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
 */
export function mountPoints(mountInfo: string): readonly string[] {
  return mountInfo.split('\n').flatMap((line) => {
    const path = line.split(' ')[4];
    return path === undefined
      ? []
      : [path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)))];
  });
}

/** Reads what GNU tar wrote with `--format=ustar`: the archive that GitHub Pages is given. */

const block = 512;

/** The plain files of an archive by their paths, without `./` before them. */
export function filesInTar(tar: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; at + block <= tar.length && tar[at] !== 0; ) {
    const field = (from: number, length: number) =>
      tar
        .toString('utf8', at + from, at + from + length)
        .split('\0', 1)[0]
        ?.trim() ?? '';
    const size = Number.parseInt(field(124, 12) || '0', 8);
    const [name, prefix, type] = [field(0, 100), field(345, 155), field(156, 1)];
    const path = (prefix ? `${prefix}/${name}` : name).replace(/^\.\//, '');
    const start = at + block;
    if (type === '0' || type === '') files.set(path, tar.subarray(start, start + size));
    at = start + Math.ceil(size / block) * block;
  }
  return files;
}

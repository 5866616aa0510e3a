import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The full path of the first of these programs that is on the PATH, or undefined. */
export async function findOnPath(
  names: readonly string[],
  path: string | undefined = process.env.PATH,
): Promise<string | undefined> {
  for (const name of names) {
    for (const folder of (path ?? '').split(delimiter)) {
      const file = join(folder, name);
      if (folder !== '' && (await isProgram(file))) return file;
    }
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

/** The version to run beside this one: `COMPATIBILITY_BASE`, else the last tag, else the commit before. */
function baseCommit(): string {
  const asked = process.env.COMPATIBILITY_BASE;
  if (asked !== undefined && asked !== '') return git('rev-parse', `${asked}^{commit}`);
  const [tag] = git('tag', '--sort=-creatordate', '--merged', 'HEAD').split('\n');
  if (tag !== undefined && tag !== '' && git('rev-parse', `${tag}^{commit}`) !== git('rev-parse', 'HEAD')) {
    return git('rev-parse', `${tag}^{commit}`);
  }
  return git('rev-parse', 'HEAD~1');
}

export interface OtherVersion {
  commit: string;
  /** Its checkout, with this one's packages and its own workspaces. */
  folder: string;
  remove(): void;
}

/** Checks the other version out under `.cache`. Throws when its commit is not here. */
export function checkOutOtherVersion(): OtherVersion {
  const commit = baseCommit();
  const folder = join(root, '.cache/compatibility', commit.slice(0, 12));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    git('worktree', 'prune');
  };
  remove();
  git('worktree', 'add', '--detach', '--force', folder, commit);
  const packages = join(root, 'node_modules');
  const own = join(folder, 'node_modules');
  mkdirSync(join(own, '@ringback'), { recursive: true });
  for (const name of readdirSync(packages)) {
    if (name !== '@ringback') symlinkSync(join(packages, name), join(own, name));
  }
  // Its own workspaces, because a link to ours would run our code.
  for (const kind of ['packages', 'services']) {
    for (const name of readdirSync(join(folder, kind))) {
      if (existsSync(join(folder, kind, name, 'package.json'))) {
        symlinkSync(join(folder, kind, name), join(own, '@ringback', name));
      }
    }
  }
  return { commit, folder, remove };
}

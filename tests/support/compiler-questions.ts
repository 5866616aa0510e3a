import { existsSync, globSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** An additional line in a file, placed after an existing line. */
export interface Addition {
  file: string;
  behind: string;
  line: string;
}

/** Another text for a file, which need not be there. */
export interface Replacement {
  file: string;
  text: string;
}

type Change = Addition | Replacement;

/** The code of the product, with its unit tests, by the settings that it is compiled with. */
const programs = [
  { tsconfig: 'packages/shared/tsconfig.json', sources: '{packages,services}/*/src/**/*.ts' },
  { tsconfig: 'services/web/tsconfig.json', sources: 'services/web/{app,components,lib}/**/*.{ts,tsx}' },
];

function readOptions(tsconfig: string): ts.CompilerOptions {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const overridden = { noEmit: true, composite: false, emitDeclarationOnly: false, incremental: false };
  const parsed = ts.getParsedCommandLineOfConfigFile(join(root, tsconfig), overridden, host);
  if (parsed === undefined) throw new Error(`${tsconfig} cannot be read`);
  const { tsBuildInfoFile: _, ...options } = parsed.options;
  return { ...options, rootDir: root };
}

/** A file with its changes. */
function readWith(changes: readonly Change[], path: string): string | undefined {
  const own = changes.filter(({ file }) => join(root, file) === path);
  return own.reduce((before, change) => {
    if ('text' in change) return change.text;
    const { file, behind, line } = change;
    if (before?.includes(behind) !== true) throw new Error(`${file} has no line ${behind}`);
    return before.replace(behind, `${behind}\n${line}`);
  }, ts.sys.readFile(path));
}

/** Sources that were read before. Everything without additions is read and parsed once for all questions. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** Packages of ours are links among those that are installed. A file that is only thought of has no link to follow. */
function toReal(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) ? join(realpathSync(folder), basename(path)) : path;
}

function createHost(
  options: ts.CompilerOptions,
  tsconfig: string,
  changes: readonly Change[],
): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const changed = new Set(changes.map(({ file }) => join(root, file)));
  const parse = (path: string, settings: ts.ScriptTarget | ts.CreateSourceFileOptions) => {
    const text = readWith(changes, path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, settings);
  };
  return {
    ...host,
    fileExists: (path) => changed.has(toReal(path)) || host.fileExists(path),
    directoryExists: (path) =>
      [...changed].some((file) => file.startsWith(`${path}/`)) || ts.sys.directoryExists(path),
    realpath: (path) => (changed.has(toReal(path)) ? toReal(path) : (host.realpath?.(path) ?? path)),
    getSourceFile(path, settings) {
      if (changed.has(path)) return parse(path, settings);
      const key = `${tsconfig} ${path}`;
      if (!parsed.has(key)) parsed.set(key, parse(path, settings));
      return parsed.get(key);
    },
  };
}

/**
 * The files that no longer compile when something is changed: where the compiler asks for a decision. A place that decides
 * for each of a kind names every one of them, so only files that name a `neighbour` of the new one are asked, and those that
 * are changed.
 */
export function questionsAfter(changes: readonly Change[], neighbour: string): string[] {
  const changed = new Set(changes.map(({ file }) => join(root, file)));
  const asking = programs.flatMap(({ tsconfig, sources }) => {
    const found = globSync(sources, { cwd: root })
      .map((file) => join(root, file))
      .filter((path) => changed.has(path) || readFileSync(path, 'utf8').includes(neighbour));
    const isOwn = (path: string) => path.includes('/services/web/') === tsconfig.includes('/web/');
    const rootNames = [...new Set([...found, ...[...changed].filter(isOwn)])];
    const options = readOptions(tsconfig);
    const program = ts.createProgram({ rootNames, options, host: createHost(options, tsconfig, changes) });
    return rootNames.filter((path) => program.getSemanticDiagnostics(program.getSourceFile(path)).length > 0);
  });
  return asking.map((path) => relative(root, path)).toSorted();
}

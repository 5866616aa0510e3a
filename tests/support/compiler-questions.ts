import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One line more in one file, behind a line that stands there. */
export interface Addition {
  file: string;
  behind: string;
  line: string;
}

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

/** A file with its additions. */
function readWith(additions: readonly Addition[], path: string): string | undefined {
  const text = ts.sys.readFile(path);
  return additions
    .filter(({ file }) => join(root, file) === path)
    .reduce((before, { file, behind, line }) => {
      if (before?.includes(behind) !== true) throw new Error(`${file} has no line ${behind}`);
      return before.replace(behind, `${behind}\n${line}`);
    }, text);
}

/** Sources that were read before; all that is not added to is read and parsed once for all questions. */
const parsed = new Map<string, ts.SourceFile | undefined>();

function createHost(
  options: ts.CompilerOptions,
  tsconfig: string,
  additions: readonly Addition[],
): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const changed = new Set(additions.map(({ file }) => join(root, file)));
  const parse = (path: string, settings: ts.ScriptTarget | ts.CreateSourceFileOptions) => {
    const text = readWith(additions, path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, settings);
  };
  return {
    ...host,
    getSourceFile(path, settings) {
      if (changed.has(path)) return parse(path, settings);
      const key = `${tsconfig} ${path}`;
      if (!parsed.has(key)) parsed.set(key, parse(path, settings));
      return parsed.get(key);
    },
  };
}

/**
 * The files that no longer compile when something is added: where the compiler asks for a decision. A place that decides
 * for each of a kind names every one of them, so only files that name a `neighbour` of the new one are asked.
 */
export function questionsAfter(additions: readonly Addition[], neighbour: string): string[] {
  const asking = programs.flatMap(({ tsconfig, sources }) => {
    const rootNames = globSync(sources, { cwd: root })
      .map((file) => join(root, file))
      .filter((path) => readFileSync(path, 'utf8').includes(neighbour));
    const options = readOptions(tsconfig);
    const program = ts.createProgram({ rootNames, options, host: createHost(options, tsconfig, additions) });
    return rootNames.filter((path) => program.getSemanticDiagnostics(program.getSourceFile(path)).length > 0);
  });
  return asking.map((path) => relative(root, path)).toSorted();
}

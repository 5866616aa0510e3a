import type { Plugin } from 'vite';

/** Files whose top level makes schemas and other values, and does nothing else. */
const pureFiles = /packages\/shared\/src\/(?:contract|client|session)\/[\w-]+\.ts$/;

/**
 * Marks what the contract's files make as droppable: a page then has the schemas that it uses, and no other. The bundler
 * cannot know by itself that a chain of calls such as `z.object({}).default({})` changes nothing.
 */
export const pureSchemas = (): Plugin => ({
  name: 'pure-schemas',
  transform: {
    filter: { id: pureFiles },
    handler(code) {
      const marks: { start: number; end: number }[] = [];
      for (const statement of this.parse(code).body) {
        const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
        if (declared?.type !== 'VariableDeclaration') continue;
        for (const { init } of declared.declarations)
          if (init?.type === 'CallExpression') marks.push({ start: init.start, end: init.end });
      }
      return marks
        .toReversed()
        .reduce(
          (text, { start, end }) =>
            `${text.slice(0, start)}/* @__PURE__ */ (() => ${text.slice(start, end)})()${text.slice(end)}`,
          code,
        );
    },
  },
});

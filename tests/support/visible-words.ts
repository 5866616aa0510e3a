import ts from 'typescript';

/** A text of a page that stands in its code. */
export interface VisibleText {
  line: number;
  text: string;
}

/** Attributes whose value is seen or heard. */
const seenAttributes = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'caption',
  'description',
  'detail',
  'hint',
  'label',
  'placeholder',
  'title',
  'word',
]);

/** Addresses are no words. */
const hasWord = (text: string) => /\p{L}{2,}/u.test(text.replace(/\/\S*/g, ''));

function isSeenAttribute(node: ts.Node): boolean {
  return ts.isJsxAttribute(node) && seenAttributes.has(node.name.getText());
}

/** Whether a string ends up on the page: a child of an element, or the value of an attribute that is seen or heard. */
function isShown(node: ts.Node): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isJsxAttribute(at)) return isSeenAttribute(at);
    // What a function is called with is not shown as it stands, and a comparison is not shown at all.
    if (ts.isCallExpression(at) || ts.isFunctionLike(at) || ts.isElementAccessExpression(at)) return false;
    if (ts.isBinaryExpression(at) && at.operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken)
      return false;
    if (ts.isJsxExpression(at) && !ts.isJsxAttribute(at.parent)) return true;
  }
  return false;
}

/** A sentence in code without elements: three words with spaces between them. A selector of CSS is none. */
const isSentence = (text: string) =>
  /\p{L}+[,;:]? \p{L}+[,;:]? \p{L}+/u.test(text) && !/\[[\w-]+[=\]]/.test(text);

/** What a template says itself, with `#` for what it takes from elsewhere. */
const wordsOf = ({ head, templateSpans }: ts.TemplateExpression) =>
  [head.text, ...templateSpans.map(({ literal }) => literal.text)].join('#');

/** A class list or an address; or the text of an error or of a line of the log, which are for engineers. */
function isForMachinesOrEngineers(node: ts.Node): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isNewExpression(at) && at.expression.getText().endsWith('Error')) return true;
    if (ts.isCallExpression(at) && /(?:^|\.)(?:log|lost|super|suspect)$/.test(at.expression.getText()))
      return true;
    if (ts.isJsxAttribute(at)) return !isSeenAttribute(at);
  }
  return false;
}

/** The texts of a page's source that a reader would see or hear, and that no catalogue holds. */
export function findVisibleTexts(fileName: string, source: string): VisibleText[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const found: VisibleText[] = [];
  const add = (node: ts.Node, text: string) =>
    found.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: text.trim() });
  function visit(node: ts.Node): void {
    if (ts.isJsxText(node) && hasWord(node.text)) add(node, node.text);
    const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);
    if (isText || ts.isTemplateExpression(node)) {
      const text = isText ? node.text : wordsOf(node);
      const isSeen =
        (hasWord(text) && isShown(node)) || (isSentence(text) && !isForMachinesOrEngineers(node));
      if (isSeen && !ts.isImportDeclaration(node.parent)) add(node, text);
    }
    ts.forEachChild(node, visit);
  }
  visit(file);
  return found;
}

import type { Page } from 'playwright-core';

/** Elements that reach beyond the right edge of a page that may be scrolled down only. Empty when all fits. */
export const findBesideTheScreen = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const beyond = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map(
        (element) => `${element.tagName} ${element.className} ${(element.textContent ?? '').slice(0, 40)}`,
      );
    // Text may reach out of an element that does not.
    return [`${scrollWidth} px on ${clientWidth} px`, ...beyond];
  });

/** How much of the screen's height is taken by what does not scroll away, 0 to 1. */
export const shareOfFixedParts = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const fixed = [...document.body.querySelectorAll('*')].filter((element) => {
      const { position, visibility } = getComputedStyle(element);
      return (position === 'fixed' || position === 'sticky') && visibility === 'visible';
    });
    const shown = fixed.map((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0));
    });
    return shown.reduce((sum, height) => sum + height, 0) / innerHeight;
  });

/** Buttons and fields that only a background tells apart from text, which forced colours take away. */
export const findWithoutEdge = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isSeen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 2 && height > 2 && getComputedStyle(element).visibility === 'visible';
    };
    const hasEdge = (element: Element) => {
      const { borderTopWidth, borderTopStyle, outlineStyle, appearance, textDecorationLine } =
        getComputedStyle(element);
      const isDrawn = borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) >= 1;
      return (
        isDrawn ||
        outlineStyle !== 'none' ||
        appearance === 'auto' ||
        textDecorationLine.includes('underline')
      );
    };
    return [...document.querySelectorAll('button, input, select, textarea, [role="button"], [role="switch"]')]
      .filter((element) => isSeen(element) && !hasEdge(element))
      .map((element) =>
        `${element.tagName} ${(element.textContent || element.getAttribute('name')) ?? ''}`.trim(),
      );
  });

/** Doubles the size of text, as a browser's own setting does. Throws where sizes do not follow it. */
export async function doubleText(page: Page): Promise<void> {
  const sizes = await page.evaluate(() => {
    const sizeOfText = () =>
      Number.parseFloat(getComputedStyle(document.querySelector('main p') ?? document.body).fontSize);
    const before = sizeOfText();
    document.documentElement.style.fontSize = '200%';
    return { before, after: sizeOfText() };
  });
  if (sizes.after < sizes.before * 1.9)
    throw new Error(`text of ${sizes.before} px became ${sizes.after} px`);
}

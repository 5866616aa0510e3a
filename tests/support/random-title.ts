import { randomInt } from 'node:crypto';
import type { ModelSide } from './model-side.ts';

/** Ordinary words that the recogniser understands when the interviewer's voice says them over a phone line. */
const TITLES = [
  'Accountant',
  'Architect',
  'Astronomer',
  'Bricklayer',
  'Carpenter',
  'Comedian',
  'Dentist',
  'Designer',
  'Detective',
  'Electrician',
  'Firefighter',
  'Gardener',
  'Geologist',
  'Historian',
  'Librarian',
  'Magician',
  'Mechanic',
  'Novelist',
  'Nutritionist',
  'Optician',
  'Pharmacist',
  'Physicist',
  'Psychologist',
  'Receptionist',
  'Scientist',
  'Surgeon',
  'Translator',
];

const mostTries = 12;

/**
 * A job title that nothing in the product can have known before, and that the test's own recogniser understands: a
 * title that it mishears even straight from the voice says nothing about the product.
 */
export async function randomTitle({ voice, hear }: Pick<ModelSide, 'voice' | 'hear'>): Promise<string> {
  for (let tries = 0; tries < mostTries; tries++) {
    const title = TITLES[randomInt(TITLES.length)] ?? 'Gardener';
    const greeting = `Hello. I am interviewing you today for the position of ${title}. To begin, could you walk me through your background in a minute or two?`;
    const heard = await hear(Buffer.from(await voice.speak(greeting)));
    if (heard.toLowerCase().includes(title.toLowerCase())) return title;
  }
  throw new Error(`the recogniser understood none of ${mostTries} titles`);
}

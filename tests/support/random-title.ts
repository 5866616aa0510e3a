import { randomInt } from 'node:crypto';

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

/** A job title that nothing in the product can have known beforehand. */
export const randomTitle = (): string => TITLES[randomInt(TITLES.length)] ?? 'Gardener';

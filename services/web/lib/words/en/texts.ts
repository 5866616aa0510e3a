/** A page to read: what it answers, and then part by part. */
export interface TextWords {
  title: string;
  lead: string;
  parts: readonly TextPart[];
}

export interface TextPart {
  title: string;
  says: readonly string[];
  points?: readonly string[];
  /** Where to go on from here. */
  link?: { href: string; words: string };
}

const help: TextWords = {
  title: 'Help',
  lead: 'What happens when you practise, and what to do when something does not work.',
  parts: [
    {
      title: 'What happens',
      says: [],
      points: [
        'You say which job it is for. Its title is enough; a description and your résumé make the questions fit better.',
        'Your phone rings, or you talk in this browser. On the phone you hear who is calling, and press 1 when you are ready.',
        'An interviewer who has prepared for that job asks, listens and asks on. You can interrupt at any time.',
        'After the call you read what was said, what it showed, and the three changes that matter most.',
      ],
      link: { href: '/', words: 'Practise an interview' },
    },
    {
      title: 'The phone does not ring',
      says: ['The page of the call says what happened: busy, no answer, declined, or a voicemail.'],
      points: [
        'Look whether the phone silences unknown numbers, or is set not to disturb.',
        'Compare the number with your own, with its country in front.',
        'Choose “Dial in” and call yourself, or talk in this browser.',
        'Was 2 pressed before? Then this number is not called any more. Dial in from that phone to undo it.',
      ],
    },
    {
      title: 'The interviewer does not hear you',
      says: ['Before you start, the page can test your microphone and shows how loud you are.'],
      points: [
        'Allow the microphone in the address bar of the browser. Nothing else may be using it.',
        'Speak from the distance of a hand or two. A headset keeps the interviewer’s voice out of your microphone.',
        'Does it say “Muted”? Press Mute once more.',
      ],
    },
    {
      title: 'Keys on the phone',
      says: ['During a phone interview these keys work at any time.'],
      points: [
        '1 begins the interview, and 2 says that this phone is never to be called again; both only at the start.',
        '* repeats the question.',
        '# goes on to the next question.',
        '0 ends the interview.',
      ],
    },
    {
      title: 'The connection is lost',
      says: [
        'The page says “Offline” or “Reconnecting” and tries again by itself. The call lives on the server: loading the page again, or opening it in another tab, does not end it. A phone call goes on without the page.',
      ],
    },
    {
      title: 'The report is not there',
      says: [
        'It is made after the call and comes by itself, in a minute or a few. If making it fails, the page says why, and lets you have it made again. A call in which no question was answered has no levels: the report says so instead of inventing any.',
      ],
    },
    {
      title: 'Another device, or a coach',
      says: [
        'There are no accounts. “Your interviews” gives you a code by which another device shows them too. From the page of a call you can share a link: the person who has it reads along, and you can take it back at any time.',
      ],
      link: { href: '/history', words: 'Your interviews' },
    },
  ],
};

const privacy: TextWords = {
  title: 'Privacy',
  lead: 'What is kept of you, for how long, who can see it, and how you erase it.',
  parts: [
    {
      title: 'What is kept',
      says: [],
      points: [
        'What you tell about the job: its title, the company, the description and your résumé.',
        'The words of the interview, with their times. The sound itself is not recorded, unless the person who runs this installation has switched recording on.',
        'The report, and what you say of it.',
        'Your phone number until the call is over, encrypted. After that only a keyed hash, so that your number is not called too often.',
        'A cookie with a random number, so that this browser finds its interviews again, and one with your language. There is no name, no account, no advertising and no tracking.',
      ],
    },
    {
      title: 'For how long',
      says: [
        'Each interview is erased by itself when its time is over: after 30 days, unless the person who runs this installation has set another time. “Your interviews” tells the days that hold here, and each report its date.',
      ],
    },
    {
      title: 'Who can see it',
      says: [],
      points: [
        'You, in this browser, and on devices that you have added with a code.',
        'The people to whom you have given a link, until you take it back or it ends.',
        'The person who runs this installation can see that a session lives and how long it takes. The operator’s page shows nothing of what it is about.',
        'Where this installation uses an outside model or phone company, they receive what they need for it: the words and the sound of the call, and the number to call. “npm start” without keys uses neither: everything then stays on one computer.',
      ],
    },
    {
      title: 'What is judged, and what never is',
      says: [
        'What you say is judged: whether it answers the question, how it is built, and whether it is backed by facts. Your accent, your voice and your feelings are never judged. The report is for practice and says nothing to an employer.',
      ],
    },
    {
      title: 'How you get it, and how you erase it',
      says: [
        'Under “Your interviews” you download everything as one file, or erase one interview or all of them. You see first what will be gone and what stays. Afterwards you get the number of a deletion record, by which you can show later that it was done.',
      ],
      link: { href: '/history', words: 'Download or erase' },
    },
    {
      title: 'If your phone was called and you did not ask for it',
      says: [
        'Hang up, or press 2: Ringback then never calls this number again. Before you press a key it asks nothing, and keeps nothing of what you say.',
      ],
    },
  ],
};

const about: TextWords = {
  title: 'About Ringback',
  lead: 'Ringback rehearses a job interview on a real phone call.',
  parts: [
    {
      title: 'Why',
      says: [
        'An interview is a conversation with a stranger, at a time that the company has chosen. Reading tips does not prepare you for that; speaking does. So your phone rings, a voice asks about the job that you want, and you answer aloud, as often as you like and with nothing to lose.',
      ],
    },
    {
      title: 'What it promises',
      says: [],
      points: [
        'The interviewer knows the job before the first word, and the page shows you what it knows.',
        'What the page shows of the call is what happens in the call.',
        'A new attempt is new: nothing of an earlier one speaks in it unless you choose so.',
        'Nothing of your interview reaches another person, unless you share it.',
        'The report points at your own sentences, and says “cannot judge” where it cannot.',
      ],
    },
    {
      title: 'What it is not',
      says: [
        'The interviewer is a machine, and so is the judge of the report. Both can be wrong: a misheard word can be corrected, and a finding disputed. It is practice, not a test, and no employer takes part.',
      ],
    },
    {
      title: 'Who makes it, and who runs it',
      says: [
        'Ringback is open source under the MIT licence. This installation is run by the person or the school that gave you its address: ask them about anything that concerns it alone.',
      ],
    },
    {
      title: 'Made to be read and heard',
      says: [
        'The pages can be used by keyboard, with a screen reader, in large type and on a small phone. The typeface is Atkinson Hyperlegible Next by the Braille Institute. If something shuts you out, tell the person who runs this installation.',
      ],
    },
  ],
};

/** The pages to read. The server writes them, so that no other page loads them. */
export const texts = { help, privacy, about };

export type TextName = keyof typeof texts;

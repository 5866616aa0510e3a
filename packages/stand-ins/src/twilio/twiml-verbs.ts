import { parseTwimlElements, type TwimlElement } from './twiml-element.ts';

/** What the stand-in can do. Attributes have Twilio's defaults filled in. Addresses are as written. */
export type Verb = Prompt | GatherVerb | ConnectVerb | RedirectVerb | { verb: 'Hangup' } | RejectVerb;
export type Prompt =
  | { verb: 'Say'; text: string; language: string | null; voice: string | null }
  | { verb: 'Pause'; lengthMs: number };
export interface GatherVerb {
  verb: 'Gather';
  action: string | null;
  method: Method;
  /** Null: no fixed number. */
  numDigits: number | null;
  /** Empty: no key finishes. */
  finishOnKey: string;
  timeoutMs: number;
  isActionOnEmptyResult: boolean;
  prompts: readonly Prompt[];
}
export interface ConnectVerb {
  verb: 'Connect';
  action: string | null;
  method: Method;
  streams: readonly StreamNoun[];
}
export interface StreamNoun {
  url: string;
  name: string | null;
  track: string;
  statusCallback: string | null;
  parameters: Readonly<Record<string, string>>;
}
export interface RedirectVerb {
  verb: 'Redirect';
  url: string;
  method: Method;
}
export interface RejectVerb {
  verb: 'Reject';
  reason: 'rejected' | 'busy';
}
export type Method = 'GET' | 'POST';

/** `warnings`: what Twilio would log as 12200 and ignore. `problem`: not TwiML at all, 12100. */
export type Twiml = { verbs: readonly Verb[]; warnings: readonly string[] } | { problem: string };

const spoken = ['voice', 'language', 'loop'];
const known: Record<string, readonly string[]> = {
  Say: spoken,
  Pause: ['length'],
  Gather: [
    ...['action', 'method', 'input', 'numDigits', 'finishOnKey', 'timeout', 'actionOnEmptyResult'],
    ...['language', 'bargeIn'],
  ],
  Connect: ['action', 'method'],
  Stream: ['url', 'name', 'track', 'statusCallback', 'statusCallbackMethod'],
  Parameter: ['name', 'value'],
  Redirect: ['method'],
  Hangup: [],
  Reject: ['reason'],
};

/** Reads a TwiML document. Twilio docs, the page of each verb. Anything unknown here becomes a warning. */
export function parseTwiml(xml: string): Twiml {
  const parsed = parseTwimlElements(xml);
  if ('problem' in parsed) return parsed;
  const warnings: string[] = [];
  const verbs = parsed.elements.flatMap((element) => toVerb(element, warnings) ?? []);
  return { verbs, warnings };
}

function toVerb(element: TwimlElement, warnings: string[]): Verb | null {
  checkAttributes(element, warnings);
  const { name, attributes, text } = element;
  switch (name) {
    case 'Say':
    case 'Pause':
      return toPrompt(element);
    case 'Gather':
      return toGather(element, warnings);
    case 'Connect':
      return {
        verb: 'Connect',
        action: attributes.action ?? null,
        method: toMethod(attributes.method),
        streams: inside(element, 'Stream', warnings).map((stream) => toStream(stream, warnings)),
      };
    case 'Redirect':
      return { verb: 'Redirect', url: text, method: toMethod(attributes.method) };
    case 'Hangup':
      return { verb: 'Hangup' };
    case 'Reject':
      return { verb: 'Reject', reason: attributes.reason === 'busy' ? 'busy' : 'rejected' };
    default:
      warnings.push(`<${name}> is not known here`);
      return null;
  }
}

function toPrompt({ name, attributes, text }: TwimlElement): Prompt {
  if (name === 'Say') {
    return { verb: 'Say', text, language: attributes.language ?? null, voice: attributes.voice ?? null };
  }
  return { verb: 'Pause', lengthMs: toNumber(attributes.length, 1) * 1000 };
}

function toGather(element: TwimlElement, warnings: string[]): GatherVerb {
  const { attributes, children } = element;
  if (attributes.input !== undefined && attributes.input !== 'dtmf') {
    warnings.push(`<Gather input="${attributes.input}">: the stand-in hears keys only`);
  }
  const prompts = children.filter(({ name }) => name === 'Say' || name === 'Pause');
  for (const child of children) {
    if (!prompts.includes(child)) warnings.push(`<${child.name}> is not allowed in <Gather>`);
    else checkAttributes(child, warnings);
  }
  return {
    verb: 'Gather',
    action: attributes.action ?? null,
    method: toMethod(attributes.method),
    numDigits: attributes.numDigits === undefined ? null : toNumber(attributes.numDigits, 1),
    finishOnKey: attributes.finishOnKey ?? '#',
    timeoutMs: toNumber(attributes.timeout, 5) * 1000,
    isActionOnEmptyResult: attributes.actionOnEmptyResult === 'true',
    prompts: prompts.map(toPrompt),
  };
}

function toStream(element: TwimlElement, warnings: string[]): StreamNoun {
  const { attributes } = element;
  const parameters = inside(element, 'Parameter', warnings).flatMap(({ attributes: { name, value } }) => {
    if (name === undefined || value === undefined) {
      warnings.push('<Parameter> needs a name and a value');
      return [];
    }
    // Twilio docs, "TwiML Voice: Stream": name and value together under 500 characters.
    if (name.length + value.length >= 500) {
      warnings.push(`<Parameter name="${name.slice(0, 40)}"> is too long`);
      return [];
    }
    return [[name, value]];
  });
  return {
    url: attributes.url ?? '',
    name: attributes.name ?? null,
    track: attributes.track ?? 'inbound_track',
    statusCallback: attributes.statusCallback ?? null,
    parameters: Object.fromEntries(parameters),
  };
}

function inside(element: TwimlElement, name: string, warnings: string[]): TwimlElement[] {
  return element.children.filter((child) => {
    if (child.name !== name) {
      warnings.push(`<${child.name}> is not allowed in <${element.name}>`);
      return false;
    }
    checkAttributes(child, warnings);
    return true;
  });
}

function checkAttributes({ name, attributes }: TwimlElement, warnings: string[]): void {
  for (const attribute of Object.keys(attributes)) {
    if (known[name] && !known[name].includes(attribute)) {
      warnings.push(`<${name} ${attribute}> is not known here`);
    }
  }
}

function toMethod(text: string | undefined): Method {
  return text?.toUpperCase() === 'GET' ? 'GET' : 'POST';
}

function toNumber(text: string | undefined, fallback: number): number {
  const number = Number(text);
  return text !== undefined && Number.isFinite(number) && number >= 0 ? number : fallback;
}

import type { ComponentProps } from 'react';
import { Link } from '../navigation/link.tsx';
import styles from './button.module.css';

/** `primary`: the one thing to do next. `danger`: ends or erases. `quiet`: beside others, without a frame. */
export type ButtonKind = 'plain' | 'primary' | 'danger' | 'quiet';

interface Looks {
  kind?: ButtonKind;
  size?: 'normal' | 'large';
}

const toClass = (kind: ButtonKind, size: 'normal' | 'large', more = '') =>
  [styles.button, styles[kind], styles[size], more].filter(Boolean).join(' ');

export function Button(props: Looks & ComponentProps<'button'>) {
  const { kind = 'plain', size = 'normal', className, type = 'button', ...rest } = props;
  return <button type={type} className={toClass(kind, size, className)} {...rest} />;
}

/** A link that looks like a button, for what leads to another page. */
export function ButtonLink(props: Looks & ComponentProps<typeof Link>) {
  const { kind = 'plain', size = 'normal', className, ...rest } = props;
  return <Link className={toClass(kind, size, className)} {...rest} />;
}

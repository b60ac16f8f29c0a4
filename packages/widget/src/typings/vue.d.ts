import type { HTMLAttributes, PublicProps } from 'vue';
import type { AtobaraiEventMap, AtobaraiPayment } from '../index.js';
import type { AtobaraiLegalNotice, AtobaraiMessage } from '../message.js';
import type { AtobaraiLegalNoticeProps, AtobaraiMessageProps, AtobaraiPaymentProps } from './elements.js';

type Told = { [Name in keyof AtobaraiEventMap]: (name: Name, event: AtobaraiEventMap[Name]) => void }[keyof AtobaraiEventMap];
type AllOf<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void ? All : never;

type Camel<Name> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Rest>}` : Name;
/** Vue checks `publishable-key` as `publishableKey`, and writes `false` into an attribute, where it counts as given. */
type Bound<Props> = Props & { [Name in keyof Props as Camel<Name>]: boolean extends Props[Name] ? true | undefined : Props[Name] };

/** An element as templates see it. */
type Tag<T extends HTMLElement, Props> = new () => T & {
  $props: HTMLAttributes & PublicProps & Bound<Props>;
  $emit: AllOf<Told>;
};

declare module 'vue' {
  interface GlobalComponents {
    'atobarai-payment': Tag<AtobaraiPayment, AtobaraiPaymentProps>;
    'atobarai-message': Tag<AtobaraiMessage, AtobaraiMessageProps>;
    'atobarai-legal-notice': Tag<AtobaraiLegalNotice, AtobaraiLegalNoticeProps>;
  }
}

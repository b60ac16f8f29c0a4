import type { DetailedHTMLProps, HTMLAttributes } from 'preact';
import type { AtobaraiPayment } from '../index.js';
import type { AtobaraiLegalNotice, AtobaraiMessage } from '../message.js';
import type { AtobaraiLegalNoticeProps, AtobaraiMessageProps, AtobaraiPaymentProps, Listeners } from './elements.js';

type Tag<T extends EventTarget, Props> = DetailedHTMLProps<HTMLAttributes<T>, T> & Props & Listeners;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'atobarai-payment': Tag<AtobaraiPayment, AtobaraiPaymentProps>;
      'atobarai-message': Tag<AtobaraiMessage, AtobaraiMessageProps>;
      'atobarai-legal-notice': Tag<AtobaraiLegalNotice, AtobaraiLegalNoticeProps>;
    }
  }
}

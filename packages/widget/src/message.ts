import { AtobaraiLegalNotice, AtobaraiMessage } from './element/conditions-element.ts';
import { define } from './element/host.ts';

export { AtobaraiLegalNotice, AtobaraiMessage };

define('atobarai-message', AtobaraiMessage);
define('atobarai-legal-notice', AtobaraiLegalNotice);

declare global {
  interface HTMLElementTagNameMap {
    'atobarai-message': AtobaraiMessage;
    'atobarai-legal-notice': AtobaraiLegalNotice;
  }
}

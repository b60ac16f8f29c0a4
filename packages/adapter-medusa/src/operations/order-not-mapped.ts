import { MedusaError } from '@medusajs/framework/utils';
import type { OrderProblem } from '../lib/problems';

/** The order lacks something, or has something that cannot be paid this way. Its message is for the shopper. */
export class OrderNotMapped extends MedusaError {
  readonly problems: readonly OrderProblem[];

  constructor(problems: readonly OrderProblem[], message: string) {
    super(MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, message);
    this.problems = problems;
  }
}

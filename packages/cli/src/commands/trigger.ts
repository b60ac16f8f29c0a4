import type { Event, EventType } from '@atobarai/sdk';
import { eventTypes } from '@atobarai/sdk/contract';
import { answer, type Call, command, note, say } from '../command.ts';
import { connect, connectOperator } from '../connection.ts';
import { suggestionFor } from '../frame/index.ts';
import { type Bilingual, CommandError, exitCodes, usageError } from '../model.ts';
import type { NoRecipe } from '../trigger/recipe.ts';
import { isPossible, recipes } from '../trigger/recipes.ts';
import { lastEvent, type Made, type Stage } from '../trigger/stage.ts';

const options = {
  event: {
    type: 'positional',
    hint: 'EVENT',
    about: { ja: '起こすイベント(order.approved など)', en: 'The event to bring about, such as order.approved' },
  },
  list: {
    type: 'boolean',
    about: { ja: '起こせるイベントと、その起こし方を表示する', en: 'List the events, and how each is brought about' },
  },
} as const;

export const trigger = command({
  path: 'trigger',
  about: { ja: 'サンドボックスでイベントを実際に起こす', en: 'Make an event happen for real in the sandbox' },
  options,
  examples: ['atobarai trigger order.approved', 'atobarai trigger invoice.paid --json', 'atobarai trigger --list'],
  async run(call, given) {
    if (given.list) {
      await list(call);
      return undefined;
    }
    const type = wantedType(given.event);
    const recipe = recipes[type];
    if (!isPossible(recipe)) throw new CommandError('not_possible', exitCodes.failed, told(type, recipe));
    if (recipe.movesClock) note(call, { ja: 'サンドボックスの業務時計が進みます。', en: "This moves the sandbox's clock." });
    const { client, signIn } = await connect(call);
    const stage: Stage = { client, signal: call.signal, operator: () => connectOperator(call, signIn) };
    const made = await recipe.play(stage);
    await show(call, made, await whatHappened(stage, type, made));
    return undefined;
  },
});

function wantedType(written: string | undefined): EventType {
  const known = eventTypes.find((type) => type === written);
  if (known) return known;
  if (written === undefined)
    throw usageError({ ja: 'イベントを指定してください。--list で一覧を表示します。', en: 'Which event? --list lists them.' });
  const near = suggestionFor(written, eventTypes);
  throw usageError({
    ja: `「${written}」というイベントはありません。${near ? `${near} のことですか。` : '--list で一覧を表示します。'}`,
    en: `There is no event ${written}. ${near ? `Did you mean ${near}?` : '--list lists them.'}`,
  });
}

function told(type: EventType, { impossible }: NoRecipe): Bilingual {
  return { ja: `${type}: ${impossible.ja}。`, en: `${type}: ${impossible.en}.` };
}

/** It counts as done only when the event is really there. */
async function whatHappened(stage: Stage, type: EventType, made: Made): Promise<Event> {
  const event = await lastEvent(stage, type, made.payoutId ?? made.importId ?? made.orderId);
  if (event) return event;
  throw new CommandError('did_not_happen', exitCodes.failed, {
    ja: `必要な操作は済みましたが、${type} は起きませんでした(${Object.values(made).join(', ')})。`,
    en: `Everything was done for it, but ${type} did not happen (${Object.values(made).join(', ')}).`,
  });
}

async function show(call: Call, made: Made, event: Event): Promise<void> {
  await answer(call, { event, ...made }, [
    `${event.type}  ${event.id}`,
    ...Object.entries(made).map(([name, id]) => `  ${name.padEnd(12)} ${String(id)}`),
    ...Object.entries(event.data).flatMap(([name, value]) => (typeof value === 'object' ? [] : [`  ${name.padEnd(12)} ${String(value)}`])),
  ]);
}

async function list(call: Call): Promise<void> {
  const events = eventTypes.map((type) => {
    const recipe = recipes[type];
    const isOne = isPossible(recipe);
    return {
      type,
      possible: isOne,
      movesClock: isOne && recipe.movesClock === true,
      needsOperator: isOne && recipe.needsOperator === true,
      about: say(call, isOne ? recipe.about : recipe.impossible),
    };
  });
  const remark = { ja: ['時計が進みます', '運営者のキーが必要'], en: ['moves the clock', 'needs the operator'] }[call.language];
  await answer(
    call,
    { events },
    events.map(({ type, possible, movesClock, needsOperator, about }) => {
      const remarks = [movesClock ? remark[0] : undefined, needsOperator ? remark[1] : undefined].filter((text) => text !== undefined);
      return `${possible ? ' ' : '-'} ${type.padEnd(28)} ${about}${remarks.length === 0 ? '' : ` [${remarks.join(', ')}]`}`;
    }),
  );
}

import type { EventType } from '@atobarai/sdk';
import { importRecipes, moneyRecipes } from './money-recipes.ts';
import { orderRecipes } from './order-recipes.ts';
import type { NoRecipe, Recipe } from './recipe.ts';
import { invoiceRecipes, shipmentRecipes } from './shipment-recipes.ts';

/** How each event there is can be made to happen; a new one does not compile until it stands here. */
export const recipes: Readonly<Record<EventType, Recipe | NoRecipe>> = {
  ...orderRecipes,
  ...shipmentRecipes,
  ...invoiceRecipes,
  ...moneyRecipes,
  ...importRecipes,
};

export function isPossible(recipe: Recipe | NoRecipe): recipe is Recipe {
  return 'play' in recipe;
}

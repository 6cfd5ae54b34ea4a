// ---
// jupyter:
//   jupytext:
//     text_representation:
//       extension: .ts
//       format_name: percent
//   kernelspec:
//     display_name: TypeScript
//     language: typescript
//     name: typescript
// ---

// %% [markdown]
// # Hand in
//
// Save your notebooks (menu **File**, *Save All*). Then click into the cell below and press **Shift+Enter**. It says what you have not yet
// answered, and packs your notebooks and the networks that you have trained into `hand-in.zip`. The link below it downloads this file: hand it in.

// %%
import { handInHere } from 'course-notebooks/hand-in';

await handInHere();

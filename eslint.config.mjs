import js from '@eslint/js';
import stylistic from '@stylistic/eslint-plugin';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      'build/',
      '.venv/',
      '.cache/',
      'notebooks/student/',
      'lib/assembly/kernels.ts',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    // Of a notebook's source the comments are its text.
    ignores: ['notebooks/source/**'],
    plugins: { '@stylistic': stylistic },
    rules: {
      // Prettier wraps code, and leaves comments as they are.
      '@stylistic/max-len': ['error', { code: 10_000, comments: 100, ignoreUrls: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'SpreadElement > :matches(ObjectExpression, ArrayExpression)',
          message: 'Write the properties or elements out.',
        },
      ],
    },
  },
  {
    // A kernel prints the value of a cell's last expression; giving it a name keeps it quiet.
    files: ['notebooks/source/*.ts'],
    rules: { '@typescript-eslint/no-unused-vars': 'off' },
  },
  { files: ['**/*.mjs', '**/*.cjs'], languageOptions: { globals: globals.node } },
  { files: ['setup/jupyter/lab/*.mjs'], languageOptions: { globals: globals.browser } },
);

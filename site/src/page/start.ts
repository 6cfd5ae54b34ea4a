import { openJupyter } from './openJupyter';

openJupyter();

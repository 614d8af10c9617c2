import { describeDemoCity } from "./markets-truth.ts";

describeDemoCity(20_190_507);
describeDemoCity(11);

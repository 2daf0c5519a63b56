import '../shared/css/all.css';
import './station.css';
import { start } from '../shared/frame/start';
import { Bench, Stop } from './Bench';
import { stationOf, takeKey } from './key';
import { useWords } from './words';

function Application() {
  const words = useWords();
  const id = stationOf(window.location.pathname);
  if (id === null) {
    return <Stop title={words.unknownTitle} about={words.unknown} />;
  }
  document.title = `${id} · ${words.title} · Shipwitness`;
  const key = takeKey(id);
  return key === null ? <Stop title={words.noKeyTitle} about={words.noKey} /> : <Bench id={id} stationKey={key} />;
}

start('/station/', <Application />);

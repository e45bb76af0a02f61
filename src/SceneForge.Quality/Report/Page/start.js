
// ---- start -----------------------------------------------------------------------------------------------------------

header();
variations();
toolbar();
summary();
pointer();
cloudPointer();
$('opacity').oninput = e => blend(Number(e.target.value));
$('help').onclick = () => $('keys').showModal();
$('keys').onclick = () => $('keys').close();
new ResizeObserver(() => { if (data.sequences.length) { place(); draw(); } }).observe($('stage'));
new ResizeObserver(drawCloud).observe($('cloud'));
if (data.sequences.length) {
  restore();
  go({});
} else {
  $('stage').append('The dataset has no complete sequence yet.');
}

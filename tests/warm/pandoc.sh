# Pandoc, which sets the references of the same works in the same style once: pandoc.sh FOLDER PANDOC ARGUMENTS.
folder=$1 pandoc=$2
shift 2
case " $* " in
*" --citeproc "*) ;;
*) exec "$pandoc" "$@" ;;
esac
asked=$(mktemp "$folder/XXXXXX")
cat >"$asked"
# Names of files are those of a moment: what stands in them counts.
known=$folder/$(for word; do cat "$word" 2>/dev/null || echo "$word"; done | cat - "$asked" | sha256sum | cut -c 1-64)
if [ ! -f "$known" ]; then
    "$pandoc" "$@" <"$asked" >"$asked.said" || exit
    mv "$asked.said" "$known"
fi
rm "$asked"
exec cat "$known"

// kortcheck: checks a bundle of a Kortelijn audit log with Go's own packages for signed notes and
// transparency logs (golang.org/x/mod/sumdb), and with nothing of Kortelijn's.
//
//	kortcheck FOLDER LOG-KEY LIST-KEY             prints what it found; 0 whole, 1 not, 2 could not
//	kortcheck -proof FILE LOG-KEY                 one entry's proof (C2SP tlog-proof)
//	kortcheck -changes FILE FOLDER LOG-KEY LIST-KEY  each change of FILE, on a copy in memory, must
//	                                              be refused
//
// A line of FILE: KIND <tab> PATH <tab> A <tab> B, as tests/audit/changes.py writes and applies it.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type bundle map[string][]byte

func read(folder string) (bundle, error) {
	files := bundle{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if !entry.Type().IsRegular() {
			return fmt.Errorf("%s is not a regular file", path)
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	})
	return files, err
}

// Go's decoder of base64 takes trailing bits that are not zero; written again they differ.
func canonical(signed []byte) error {
	_, lines, found := strings.Cut(string(signed), "\n\n")
	if !found {
		return errors.New("no signatures")
	}
	for _, line := range strings.Split(strings.TrimSuffix(lines, "\n"), "\n") {
		text := line[strings.LastIndexByte(line, ' ')+1:]
		value, err := base64.StdEncoding.DecodeString(text)
		if err != nil || base64.StdEncoding.EncodeToString(value) != text {
			return errors.New("a signature in another spelling")
		}
	}
	return nil
}

func open(signed []byte, vkey string) (*note.Note, error) {
	key, err := note.NewVerifier(vkey)
	if err != nil {
		return nil, err
	}
	if err := canonical(signed); err != nil {
		return nil, err
	}
	return note.Open(signed, note.VerifierList(key))
}

// The lines "<64 hex>  <path>", rising.
func readList(text string, sums map[string]string) error {
	last := ""
	for _, line := range strings.SplitAfter(text, "\n") {
		if line == "" {
			break
		}
		if len(line) < 68 || line[64:66] != "  " || !strings.HasSuffix(line, "\n") {
			return errors.New("a list in another form")
		}
		hash, path := line[:64], line[66:len(line)-1]
		if raw, err := hex.DecodeString(hash); err != nil || hex.EncodeToString(raw) != hash {
			return errors.New("a list in another form")
		}
		if path <= last || path == "SHA256SUMS" {
			return errors.New("a list in another order")
		}
		last = path
		sums[path] = hash
	}
	return nil
}

func (files bundle) checkSums(listKey string) error {
	list, err := open(files["SHA256SUMS"], listKey)
	if err != nil {
		return fmt.Errorf("SHA256SUMS: %w", err)
	}
	if len(list.Sigs) != 1 || len(list.UnverifiedSigs) != 0 {
		return errors.New("SHA256SUMS: more than one signature")
	}
	sums := map[string]string{}
	if err := readList(list.Text, sums); err != nil {
		return err
	}
	if err := readList(string(files["SHA256SUMS.tiles"]), sums); err != nil {
		return err
	}
	for path := range files {
		if _, named := sums[path]; !named && path != "SHA256SUMS" {
			return fmt.Errorf("%s is named by no list", path)
		}
	}
	for path, sum := range sums {
		bytes, there := files[path]
		if !there {
			return fmt.Errorf("%s is not there", path)
		}
		if hash := sha256.Sum256(bytes); hex.EncodeToString(hash[:]) != sum {
			return fmt.Errorf("%s is not the file the list names", path)
		}
	}
	return nil
}

// The three lines of a checkpoint. tlog.ParseTree takes one origin only, that of Go's own log.
func parseHead(text, origin string) (tlog.Tree, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != origin {
		return tlog.Tree{}, errors.New("checkpoint: not of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || strconv.FormatInt(size, 10) != lines[1] {
		return tlog.Tree{}, errors.New("checkpoint: no size")
	}
	raw, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(raw) != tlog.HashSize || base64.StdEncoding.EncodeToString(raw) != lines[2] {
		return tlog.Tree{}, errors.New("checkpoint: no root")
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], raw)
	return tree, nil
}

// C2SP's paths; Go's own have the height besides and call the entries "data".
func tilePath(kind string, n int64, width int) string {
	path := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		path = fmt.Sprintf("x%03d/%s", n%1000, path)
	}
	if width < 256 {
		path += fmt.Sprintf(".p/%d", width)
	}
	return "tile/" + kind + "/" + path
}

type memoryHashes []tlog.Hash

func (h memoryHashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(h)) {
			return nil, errors.New("a hash beyond the log")
		}
		out[i] = h[index]
	}
	return out, nil
}

// The entries in their order, hashed into a tree.
func (files bundle) readEntries(tree tlog.Tree) ([][]byte, memoryHashes, error) {
	var entries [][]byte
	var hashes memoryHashes
	for n := int64(0); int64(len(entries)) < tree.N; n++ {
		width := 256
		if rest := tree.N - n*256; rest < 256 {
			width = int(rest)
		}
		path := tilePath("entries", n, width)
		data := files[path]
		for i := 0; i < width; i++ {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				return nil, nil, fmt.Errorf("%s does not hold its entries", path)
			}
			end := 2 + int(binary.BigEndian.Uint16(data))
			more, err := tlog.StoredHashes(int64(len(entries)), data[2:end], hashes)
			if err != nil {
				return nil, nil, err
			}
			hashes = append(hashes, more...)
			entries = append(entries, data[2:end])
			data = data[end:]
		}
		if len(data) != 0 {
			return nil, nil, fmt.Errorf("%s goes on", path)
		}
	}
	return entries, hashes, nil
}

func (files bundle) checkTiles(tree tlog.Tree, hashes memoryHashes) error {
	expected := 0
	for level := 0; level == 0 || tree.N>>(8*level) > 0; level++ {
		for n := int64(0); n*256 < tree.N>>(8*level); n++ {
			width := 256
			if rest := tree.N>>(8*level) - n*256; rest < 256 {
				width = int(rest)
			}
			tile := tlog.Tile{H: 8, L: level, N: n, W: width}
			data, err := tlog.ReadTileData(tile, hashes)
			if err != nil {
				return err
			}
			path := tilePath(strconv.Itoa(level), n, width)
			if !bytes.Equal(data, files[path]) {
				return fmt.Errorf("%s is not what the entries make", path)
			}
			expected++
			if level == 0 {
				expected++
			}
		}
	}
	for path := range files {
		if strings.HasPrefix(path, "tile/") {
			expected--
		}
	}
	if expected != 0 {
		return errors.New("more tiles than the tree has")
	}
	return nil
}

type leaf struct {
	N       int64      `json:"n"`
	Digests []string   `json:"_sd"`
	Kinds   string     `json:"d"`
	Erased  [][2]int64 `json:"x"`
	Kind    string     `json:"xk"`
}

// Each disclosure is the one its entry was written with; one that is not there is named by an
// erasure of its kind.
func (files bundle) checkDisclosures(entries [][]byte) (int, error) {
	text, carried := files["disclosures.ndjson"]
	if !carried {
		return 0, nil
	}
	lines := strings.SplitAfter(string(text), "\n")
	if len(lines) != len(entries)+1 || lines[len(entries)] != "" {
		return 0, errors.New("disclosures.ndjson: not a line for each entry")
	}
	count := 0
	gone := map[string]map[int64]bool{}
	for n, bytes := range entries {
		var entry leaf
		if err := json.Unmarshal(bytes, &entry); err != nil || entry.N != int64(n) {
			return 0, fmt.Errorf("entry %d does not have the form of one", n)
		}
		var line struct {
			N int64     `json:"n"`
			D []*string `json:"d"`
		}
		if err := json.Unmarshal([]byte(lines[n]), &line); err != nil || line.N != int64(n) ||
			len(line.D) != len(entry.Digests) || len(entry.Kinds) != len(entry.Digests) {
			return 0, fmt.Errorf("disclosures.ndjson: the line of entry %d has another form", n)
		}
		for i, disclosure := range line.D {
			kind := entry.Kinds[i : i+1]
			if disclosure == nil {
				if gone[kind] == nil {
					gone[kind] = map[int64]bool{}
				}
				gone[kind][int64(n)] = true
				continue
			}
			hash := sha256.Sum256([]byte(*disclosure))
			if base64.RawURLEncoding.EncodeToString(hash[:]) != entry.Digests[i] {
				return 0, fmt.Errorf("a disclosure of entry %d is not the one it was written with", n)
			}
			count++
		}
		for _, span := range entry.Erased {
			for excused := range gone[entry.Kind] {
				if excused >= span[0] && excused <= span[1] && excused < int64(n) {
					delete(gone[entry.Kind], excused)
				}
			}
		}
	}
	for _, missing := range gone {
		for n := range missing {
			return 0, fmt.Errorf("a disclosure of entry %d is gone, and no erasure names it", n)
		}
	}
	return count, nil
}

func (files bundle) check(logKey, listKey string) (string, error) {
	if err := files.checkSums(listKey); err != nil {
		return "", err
	}
	head, err := open(files["checkpoint"], logKey)
	if err != nil {
		return "", fmt.Errorf("checkpoint: %w", err)
	}
	origin, _, _ := strings.Cut(logKey, "+")
	tree, err := parseHead(head.Text, origin)
	if err != nil {
		return "", err
	}
	entries, hashes, err := files.readEntries(tree)
	if err != nil {
		return "", err
	}
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil || root != tree.Hash {
		return "", errors.New("the entries are not those of the checkpoint")
	}
	if err := files.checkTiles(tree, hashes); err != nil {
		return "", err
	}
	disclosures, err := files.checkDisclosures(entries)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("whole: %s, %d entries, %d disclosures, %d files", origin, tree.N,
		disclosures, len(files)), nil
}

// A file of `kortelijn audit prove`: extra = the entry's bytes, index, hashes, the checkpoint.
func checkProof(text, logKey string) (string, error) {
	top, signed, found := strings.Cut(text, "\n\n")
	lines := strings.Split(top, "\n")
	if !found || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return "", errors.New("not a proof")
	}
	entry, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	if err != nil || !strings.HasPrefix(lines[1], "extra ") {
		return "", errors.New("a proof without its entry")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	if err != nil || !strings.HasPrefix(lines[2], "index ") {
		return "", errors.New("a proof without its index")
	}
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		raw, err := base64.StdEncoding.DecodeString(line)
		if err != nil || len(raw) != tlog.HashSize {
			return "", errors.New("not a hash: " + line)
		}
		var hash tlog.Hash
		copy(hash[:], raw)
		proof = append(proof, hash)
	}
	head, err := open([]byte(signed), logKey)
	if err != nil {
		return "", err
	}
	origin, _, _ := strings.Cut(logKey, "+")
	tree, err := parseHead(head.Text, origin)
	if err != nil {
		return "", err
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
		return "", err
	}
	return fmt.Sprintf("proven: entry %d is among the %d of %s", index, tree.N, origin), nil
}

func changed(files bundle, line string) (bundle, error) {
	fields := strings.Split(line, "\t")
	if len(fields) != 4 {
		return nil, errors.New("not a change: " + line)
	}
	path := fields[1]
	a, _ := strconv.Atoi(fields[2])
	b, _ := strconv.Atoi(fields[3])
	out := bundle{}
	for name, bytes := range files {
		out[name] = bytes
	}
	before := files[path]
	switch fields[0] {
	case "flip":
		now := append([]byte{}, before...)
		now[a] ^= byte(b)
		out[path] = now
	case "cut":
		out[path] = before[:a]
	case "append":
		out[path] = append(append([]byte{}, before...), before[a:b]...)
	case "drop":
		delete(out, path)
	case "add":
		out[path] = []byte("more\n")
	case "swap": // line a and the one after it
		lines := bytes.SplitAfter(append([]byte{}, before...), []byte("\n"))
		lines[a], lines[a+1] = lines[a+1], lines[a]
		out[path] = bytes.Join(lines, nil)
	default:
		return nil, errors.New("no such change: " + line)
	}
	return out, nil
}

func refuseAll(file string, files bundle, logKey, listKey string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	why := map[string]int{}
	for number, line := range lines {
		copy, err := changed(files, line)
		if err != nil {
			return err
		}
		_, err = copy.check(logKey, listKey)
		if err == nil {
			return fmt.Errorf("change %d was not seen: %s", number+1, line)
		}
		kind, _, _ := strings.Cut(line, "\t")
		why[kind]++
	}
	kinds := make([]string, 0, len(why))
	for kind, count := range why {
		kinds = append(kinds, fmt.Sprintf("%s %d", kind, count))
	}
	sort.Strings(kinds)
	fmt.Printf("refused: all %d changes (%s)\n", len(lines), strings.Join(kinds, ", "))
	return nil
}

func end(words string, err error) {
	if err != nil {
		fmt.Println("NOT WHOLE:", err)
		os.Exit(1)
	}
	fmt.Println(words)
	os.Exit(0)
}

func main() {
	arguments, changes := os.Args[1:], ""
	if len(arguments) == 3 && arguments[0] == "-proof" {
		text, err := os.ReadFile(arguments[1])
		if err != nil {
			fmt.Fprintln(os.Stderr, "kortcheck: cannot read:", err)
			os.Exit(2)
		}
		end(checkProof(string(text), arguments[2]))
	}
	if len(arguments) > 1 && arguments[0] == "-changes" {
		changes, arguments = arguments[1], arguments[2:]
	}
	if len(arguments) != 3 {
		fmt.Fprintln(os.Stderr, "kortcheck [-changes FILE] FOLDER LOG-KEY LIST-KEY | -proof FILE LOG-KEY")
		os.Exit(2)
	}
	files, err := read(arguments[0])
	if err != nil {
		fmt.Fprintln(os.Stderr, "kortcheck: cannot read:", err)
		os.Exit(2)
	}
	words, err := files.check(arguments[1], arguments[2])
	if err == nil && changes != "" {
		err = refuseAll(changes, files, arguments[1], arguments[2])
	}
	end(words, err)
}
